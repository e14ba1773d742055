import { hierarchyMigration, openStore, type Store, type Subgraph } from '@hub/kernel';
import { logOfTest, nowOfTest, openingOfTest, type StoreOfTest, seededIds } from '@hub/kernel/testing';
import { residentIdNumberOf } from '@hub/values';
import { linkageMigration } from '../migrations/0002-linkage.ts';
import { openLinkage } from '../src/index.ts';
import { kindOfSource, sources } from '../src/record/record.entity.ts';
import type { LinkageTables } from '../src/tables.ts';
import { type Departments, type Kind, openDepartments, type Published, readAll } from './departments.ts';

export const district = '420502000000';

/** Valid ID numbers of women born on one day, one for each sequence from 0 to 499. */
export const numberOf = (sequence: number) =>
  residentIdNumberOf({ divisionCode: '420502', bornOn: '1946-01-01', sequence: sequence * 2 });

export const record = (kind: Kind, id: string, parts: Readonly<Record<string, unknown>> = {}): Published => ({
  kind,
  id,
  record: {
    name: '向秀兰',
    idNumber: numberOf(1),
    bornOn: '1946-01-01',
    gender: 'FEMALE',
    phone: null,
    address: null,
    divisionCode: district,
    ownerOrganisationId: 'owner',
    ...parts,
  },
});
export const gone = (kind: Kind, id: string): Published => ({ kind, id, record: null });

const sourceOfKind = new Map(sources.map((source) => [kindOfSource[source] as Kind, source]));
export const keyOf = ({ kind, id }: Pick<Published, 'kind' | 'id'>) => `${sourceOfKind.get(kind)}:${id}`;

export interface PeopleIndex {
  readonly departments: Departments;
  subgraph(): Subgraph;
  /** The tables of the index, for looking at what no question gives. */
  tables(): Store<LinkageTables>['reads'];
  /** Writes into the tables behind the back of the index. */
  write(work: (db: Store<LinkageTables>['reads']) => Promise<void>): Promise<void>;
  /** Publishes and lets the readers read all there is. */
  change(...changes: Published[]): Promise<void>;
  /** Person of each record. */
  membership(): Promise<ReadonlyMap<string, string>>;
  /** Opens the index again as after a crash, or an empty one at another place. */
  reopen(place?: string): Promise<void>;
  /** While it is on, the index dies where it makes a person. */
  cutPower(on: boolean): void;
  /** What the index warned of since it was opened last. */
  warnings(): readonly { readonly event: string; readonly fields: unknown }[];
  /** Sets the clock, which stands still otherwise. */
  setClock(now: string): void;
  close(): Promise<void>;
}

/** The people index beside four departments with real feeds. */
export async function openPeopleIndex(stores: StoreOfTest): Promise<PeopleIndex> {
  const departments = await openDepartments(stores.place('departments'), { [district]: [] });
  let powerCut = false;
  let now = nowOfTest;
  let openings = 0;

  const open = async (place: string) => {
    const location = stores.place(place);
    const seed = `opening ${++openings}`;
    const ids = seededIds(seed);
    const log = logOfTest();
    const subgraph = await openLinkage({
      ...openingOfTest(location, seed),
      log,
      clock: () => new Date(now),
      ids(prefix) {
        if (powerCut && prefix === 'person') throw new Error('power cut');
        return ids(prefix);
      },
    });
    const inside = await openStore<LinkageTables>({
      location,
      entities: [],
      migrations: [hierarchyMigration, linkageMigration],
    });
    return { subgraph, inside, log };
  };
  let opened = await open('linkage');
  const closeIndex = async () => {
    await opened.inside.close();
    await opened.subgraph.close();
  };

  return {
    departments,
    subgraph: () => opened.subgraph,
    tables: () => opened.inside.reads,
    write: (work) => opened.inside.write(({ db }) => work(db)),
    async change(...changes) {
      await departments.publish(...changes);
      await readAll(opened.subgraph, departments.feed);
    },
    async membership() {
      const rows = await opened.inside.reads.selectFrom('record').select(['id', 'personId']).orderBy('id').execute();
      return new Map(rows.map(({ id, personId }) => [id, personId]));
    },
    async reopen(place = 'linkage') {
      await closeIndex();
      opened = await open(place);
    },
    cutPower(on) {
      powerCut = on;
    },
    warnings: () =>
      opened.log.lines.flatMap(({ level, event, fields }) => (level === 'warn' ? [{ event, fields }] : [])),
    setClock(wanted) {
      now = wanted;
    },
    async close() {
      await closeIndex();
      await departments.close();
    },
  };
}
