import { type Bound, found, type Ids, once, type Store, type Transaction } from '@hub/kernel';
import { type Kysely, sql } from 'kysely';
import { recordsIn } from '../record/record.repository.ts';
import type { LinkageTables } from '../tables.ts';
import type { ModelTrialRow } from './modelTrial.entity.ts';

const shown = 20;

/** Trials, bound to no viewer. */
export const modelTrialsIn = (db: Kysely<LinkageTables>) => ({
  byId: (id: string): Promise<ModelTrialRow | undefined> =>
    db.selectFrom('modelTrial').selectAll().where('id', '=', id).executeTakeFirst(),
  /** Those that have not ended, oldest first. */
  open: (): Promise<ModelTrialRow[]> =>
    db
      .selectFrom('modelTrial')
      .selectAll()
      .where('status', 'in', ['WAITING', 'RUNNING'])
      .orderBy(sql.ref('key'))
      .execute(),
  /** Saves how an open trial goes on; false where it was ended meanwhile, and nothing is saved. */
  async save({ id, ...row }: Partial<ModelTrialRow> & Pick<ModelTrialRow, 'id'>): Promise<boolean> {
    const { numUpdatedRows } = await db
      .updateTable('modelTrial')
      .set(row)
      .where('id', '=', id)
      .where('status', 'in', ['WAITING', 'RUNNING'])
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  },
});

export type TrialWish = Pick<ModelTrialRow, 'kind' | 'modelVersion'>;

/** Trials as operators are told of them and ask for them; who may is a rule. */
export function modelTrialsOf(bound: Bound<LinkageTables>, ids: Ids) {
  const { store, viewer, now, idempotencyKey } = bound;
  const changing = (
    command: string,
    input: unknown,
    work: (transaction: Transaction<LinkageTables>) => Promise<ModelTrialRow>,
  ): Promise<ModelTrialRow> =>
    store.write(async (transaction) => {
      await recordsIn(transaction, store).lock();
      const change = { key: idempotencyKey, viewer, command, input, now };
      const again = async (id: string) => found(await modelTrialsIn(transaction.db).byId(id), 'LinkModelTrial');
      return once(transaction, change, () => work(transaction), again);
    });
  return {
    last: (reads: Store<LinkageTables>['reads'] = store.reads): Promise<ModelTrialRow[]> =>
      reads.selectFrom('modelTrial').selectAll().orderBy(sql.ref('key'), 'desc').limit(shown).execute(),
    begin: (wish: TrialWish, permit: (open: number) => void): Promise<ModelTrialRow> =>
      changing('beginModelTrial', wish, async ({ db }) => {
        permit((await modelTrialsIn(db).open()).length);
        const row: ModelTrialRow = {
          ...{ ...wish, id: ids('trial'), status: 'WAITING', stage: null, done: 0, total: 0 },
          ...{ askedAt: now, askedBy: viewer, endedAt: null, failure: null, outcome: null },
        };
        await db.insertInto('modelTrial').values(row).execute();
        return row;
      }),
    end: (input: { readonly id: string }, decide: (trial: ModelTrialRow) => ModelTrialRow): Promise<ModelTrialRow> =>
      changing('cancelLinkModelTrial', input, async ({ db }) => {
        const ended = decide(found(await modelTrialsIn(db).byId(input.id), 'LinkModelTrial'));
        await modelTrialsIn(db).save(ended);
        return ended;
      }),
  };
}

export type ModelTrials = ReturnType<typeof modelTrialsOf>;
