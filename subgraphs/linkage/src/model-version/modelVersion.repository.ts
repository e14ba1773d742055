import { type Bound, found, once } from '@hub/kernel';
import { type Kysely, sql } from 'kysely';
import { stateId } from '../people-index/indexState.entity.ts';
import { peopleIndexIn } from '../people-index/peopleIndex.repository.ts';
import { recordsIn } from '../record/record.repository.ts';
import type { LinkageTables } from '../tables.ts';
import type { ModelActivationRow } from './modelActivation.entity.ts';
import type { ModelVersionRow } from './modelVersion.entity.ts';

/** Model versions, bound to no viewer. */
export const modelVersionsIn = (db: Kysely<LinkageTables>) => ({
  byId: (id: string): Promise<ModelVersionRow | undefined> =>
    db.selectFrom('modelVersion').selectAll().where('id', '=', id).executeTakeFirst(),
  /** A version is never changed: one that is there stays as it is. */
  add: (version: ModelVersionRow) =>
    db
      .insertInto('modelVersion')
      .values(version)
      .onConflict((on) => on.column('id').doNothing())
      .execute(),
  noteActivation: (row: ModelActivationRow) => db.insertInto('modelActivation').values(row).execute(),
});

/** A version without its text, and since when it is in force, if it is. */
export interface ToldVersion extends Omit<ModelVersionRow, 'content'> {
  readonly isInForce: boolean;
  readonly inForceSince: string | null;
}

/** Versions as operators are told of them and put them in force; who may is a rule. */
export function modelVersionsOf({ store, viewer, now, idempotencyKey }: Bound<LinkageTables>) {
  const told = (db: Kysely<LinkageTables>) =>
    db
      .selectFrom('modelVersion as version')
      .leftJoin('indexState as state', (on) =>
        on.onRef('state.modelVersion', '=', 'version.id').on('state.id', '=', stateId),
      )
      .select(['version.id', 'madeAt', 'madeBy', 'records', 'automaticBits', 'reviewBits'])
      .select(['state.id as stateOf', 'state.inForceSince']);
  const byId = async (id: string, db: Kysely<LinkageTables> = store.reads): Promise<ToldVersion | null> => {
    const row = await told(db).where('version.id', '=', id).executeTakeFirst();
    return row ? versionOf(row) : null;
  };
  return {
    byId: (id: string) => byId(id),
    all: async (): Promise<ToldVersion[]> =>
      (await told(store.reads).orderBy('madeAt').orderBy('version.id').execute()).map(versionOf),
    activations: (): Promise<ModelActivationRow[]> =>
      store.reads.selectFrom('modelActivation').selectAll().orderBy(sql.ref('key'), 'desc').execute(),
    /** Notes which version is to be put in force. */
    activate: (
      input: { readonly id: string },
      permit: (row: ModelVersionRow, inForce: { readonly version: string; readonly next: string | null }) => void,
    ): Promise<ToldVersion> =>
      store.write(async (transaction) => {
        const { db } = transaction;
        await recordsIn(transaction, store).lock();
        const again = async (id: string) => found(await byId(id, db), 'LinkModel');
        const change = { key: idempotencyKey, viewer, command: 'activateLinkModel', input, now };
        const work = async () => {
          const row = found(await modelVersionsIn(db).byId(input.id), 'LinkModel');
          const state = found(await peopleIndexIn(db).state(), 'LinkRun');
          permit(row, { version: state.modelVersion, next: state.nextVersion });
          const isBack = state.modelVersion === row.id;
          await peopleIndexIn(db).saveState({
            ...state,
            nextVersion: isBack ? null : row.id,
            nextBy: isBack ? null : viewer,
          });
          return again(row.id);
        };
        return once(transaction, change, work, again);
      }),
  };
}

const versionOf = ({
  stateOf,
  inForceSince,
  ...version
}: Omit<ModelVersionRow, 'content'> & {
  readonly stateOf: string | null;
  readonly inForceSince: string | null;
}): ToldVersion => ({ ...version, isInForce: stateOf !== null, inForceSince: inForceSince || null });

export type ModelVersions = ReturnType<typeof modelVersionsOf>;
