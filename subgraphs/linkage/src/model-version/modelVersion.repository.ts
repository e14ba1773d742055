import type { Store } from '@hub/kernel';
import type { Kysely } from 'kysely';
import { stateId } from '../people-index/indexState.entity.ts';
import type { LinkageTables } from '../tables.ts';
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
});

/** A version without its text, and since when it is in force, if it is. */
export interface ToldVersion extends Omit<ModelVersionRow, 'content'> {
  readonly isInForce: boolean;
  readonly inForceSince: string | null;
}

/** Versions as operators are told of them; who may ask is a rule. */
export const modelVersionsOf = ({ reads }: Pick<Store<LinkageTables>, 'reads'>) => ({
  async all(): Promise<ToldVersion[]> {
    const rows = await reads
      .selectFrom('modelVersion as version')
      .leftJoin('indexState as state', (on) =>
        on.onRef('state.modelVersion', '=', 'version.id').on('state.id', '=', stateId),
      )
      .select(['version.id', 'madeAt', 'madeBy', 'records', 'automaticBits', 'reviewBits'])
      .select(['state.id as stateOf', 'state.inForceSince'])
      .orderBy('madeAt')
      .orderBy('version.id')
      .execute();
    return rows.map(({ stateOf, inForceSince, ...version }) => ({
      ...version,
      isInForce: stateOf !== null,
      inForceSince: inForceSince || null,
    }));
  },
});

export type ModelVersions = ReturnType<typeof modelVersionsOf>;
