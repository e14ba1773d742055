import type { Store } from '@hub/kernel';
import { sql } from 'kysely';
import type { ReviewAnswerRow } from '../link-review/reviewAnswer.entity.ts';
import type { ReviewKind } from '../link-review/reviewPair.entity.ts';
import { type IndexStateRow, stateId } from '../people-index/indexState.entity.ts';
import type { StoredLink } from '../person/link.entity.ts';
import type { LinkageTables } from '../tables.ts';

/** How far a run over all records is, and what came of it. */
export interface LinkRunFigures {
  readonly modelVersion: string;
  readonly nextModelVersion: string | null;
  readonly records: number;
  readonly lookedAt: number;
  readonly persons: number;
  readonly links: number;
  readonly waiting: number;
  readonly weights: readonly { readonly fromBits: number; readonly links: number }[];
}

const bandBits = 4;

/** Figures over everyone, bound to no viewer; who may ask is a rule. */
export const linkRunOf = ({ reads, write }: Pick<Store<LinkageTables>, 'reads' | 'write'>) => {
  const countOf = async (table: 'record' | 'link' | 'reviewPair', after: string | null = null): Promise<number> => {
    const { count } = await reads
      .selectFrom(table)
      .select(sql<number>`count(*)`.as('count'))
      .$if(after !== null, (query) => query.where(sql.ref('id'), '<=', after))
      .$if(table === 'reviewPair', (query) => query.where(sql.ref('kind'), '=', 'UNSURE'))
      .executeTakeFirstOrThrow();
    return Number(count);
  };
  /** Under the version in force, or that which is to be: none before it is. */
  const lookedAt = async ({ nextVersion, relinkedAfter }: IndexStateRow, records: number): Promise<number> => {
    if (nextVersion !== null) return 0;
    return relinkedAfter === null ? records : countOf('record', relinkedAfter);
  };
  return {
    /** Has all records looked at again by whoever runs the workers. */
    begin: () =>
      write(({ db }) => db.updateTable('indexState').set({ relinkedAfter: '' }).where('id', '=', stateId).execute()),
    async figures(): Promise<LinkRunFigures | null> {
      const state = await reads.selectFrom('indexState').selectAll().where('id', '=', stateId).executeTakeFirst();
      if (!state) return null;
      const records = await countOf('record');
      const { persons } = await reads
        .selectFrom('record')
        .select(sql<number>`count(distinct person_id)`.as('persons'))
        .executeTakeFirstOrThrow();
      const bands = await reads
        .selectFrom('link')
        .select([sql<number>`floor(weight / ${sql.lit(bandBits)})`.as('band'), sql<number>`count(*)`.as('links')])
        .groupBy('band')
        .orderBy('band')
        .execute();
      return {
        modelVersion: state.modelVersion,
        nextModelVersion: state.nextVersion,
        records,
        lookedAt: await lookedAt(state, records),
        persons: Number(persons),
        links: await countOf('link'),
        waiting: await countOf('reviewPair'),
        weights: bands.map(({ band, links }) => ({ fromBits: Number(band) * bandBits, links: Number(links) })),
      };
    },
    /** At most so many links, from all over the table. */
    async sampleOfLinks(most: number): Promise<Pick<StoredLink, 'leftRecord' | 'rightRecord'>[]> {
      const step = Math.max(1, Math.ceil((await countOf('link')) / most));
      return reads
        .selectFrom('link')
        .select(['leftRecord', 'rightRecord'])
        .where(sql<boolean>`key % ${sql.lit(step)} = 0`)
        .limit(most)
        .execute();
    },
    contentOf: async (version: string): Promise<string> =>
      (await reads.selectFrom('modelVersion').select('content').where('id', '=', version).executeTakeFirstOrThrow())
        .content,
    /** How many pairs of each kind were decided, by what was decided; a correction without answers belongs to none. */
    async decided(): Promise<
      readonly { readonly kind: ReviewKind; readonly verdict: string; readonly pairs: number }[]
    > {
      const rows = await reads
        .selectFrom('linkDecision')
        .innerJoin('reviewAnswer', (on) =>
          on
            .onRef('reviewAnswer.leftRecord', '=', 'linkDecision.leftRecord')
            .onRef('reviewAnswer.rightRecord', '=', 'linkDecision.rightRecord'),
        )
        .select([
          'reviewAnswer.kind',
          'linkDecision.verdict',
          sql<number>`count(distinct link_decision.id)`.as('pairs'),
        ])
        .where('linkDecision.origin', '=', 'REVIEW')
        .groupBy(['reviewAnswer.kind', 'linkDecision.verdict'])
        .execute();
      return rows.map(({ kind, verdict, pairs }) => ({ kind, verdict: verdict ?? '', pairs: Number(pairs) }));
    },
    answers: (): Promise<Pick<ReviewAnswerRow, 'reviewId' | 'round' | 'verdict'>[]> =>
      reads.selectFrom('reviewAnswer').select(['reviewId', 'round', 'verdict']).orderBy(sql.ref('key')).execute(),
  };
};

export type LinkRuns = ReturnType<typeof linkRunOf>;
