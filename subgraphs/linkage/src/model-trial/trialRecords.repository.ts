import { type Kysely, sql } from 'kysely';
import { findInChunks } from '../chunks.ts';
import type { Verdict } from '../link-review/linkDecision.entity.ts';
import type { ReviewKind } from '../link-review/reviewPair.entity.ts';
import type { RecordRow } from '../record/record.entity.ts';
import type { LinkageTables } from '../tables.ts';

/** A pair that reviewers decided on in the queue, and why it stood there. */
export interface DecidedPair {
  readonly left: string;
  readonly right: string;
  readonly verdict: Verdict;
  readonly kind: ReviewKind;
}

/** What a trial reads of the records, persons and links at hand; bound to no viewer, and nothing of it is told. */
export const trialRecordsIn = (db: Kysely<LinkageTables>) => ({
  after: (id: string, limit: number): Promise<RecordRow[]> =>
    db.selectFrom('record').selectAll().where('id', '>', id).orderBy('id').limit(limit).execute(),
  byIds: (ids: readonly string[]): Promise<RecordRow[]> =>
    findInChunks(ids, (some) => db.selectFrom('record').selectAll().where('id', 'in', some).execute()),
  byPseudonyms: (numbers: readonly string[]): Promise<RecordRow[]> =>
    findInChunks(numbers, (some) => db.selectFrom('record').selectAll().where('pseudonym', 'in', some).execute()),
  async linksOf(persons: readonly string[]): Promise<readonly (readonly [string, string])[]> {
    const rows = await findInChunks(persons, (some) =>
      db.selectFrom('link').select(['leftRecord', 'rightRecord']).where('personId', 'in', some).execute(),
    );
    return rows.map(({ leftRecord, rightRecord }) => [leftRecord, rightRecord] as const);
  },
  /** Decisions of the queue that hold; corrections came about because of what they say, and would teach a bias. */
  async decided(): Promise<DecidedPair[]> {
    const rows = await db
      .selectFrom('linkDecision')
      .innerJoin('reviewAnswer', (on) =>
        on
          .onRef('reviewAnswer.leftRecord', '=', 'linkDecision.leftRecord')
          .onRef('reviewAnswer.rightRecord', '=', 'linkDecision.rightRecord'),
      )
      .select(['linkDecision.leftRecord as left', 'linkDecision.rightRecord as right', 'linkDecision.verdict'])
      .select(sql<ReviewKind>`min(review_answer.kind)`.as('kind'))
      .where('linkDecision.origin', '=', 'REVIEW')
      .where('linkDecision.verdict', 'is not', null)
      .where(
        sql<boolean>`not exists (select 1 from link_decision as later where later.left_record = link_decision.left_record
          and later.right_record = link_decision.right_record and later.key > link_decision.key)`,
      )
      .groupBy(['linkDecision.leftRecord', 'linkDecision.rightRecord', 'linkDecision.verdict'])
      .orderBy('linkDecision.leftRecord')
      .orderBy('linkDecision.rightRecord')
      .execute();
    return rows.flatMap(({ verdict, ...row }) => (verdict === null ? [] : [{ ...row, verdict }]));
  },
});

export type TrialRecords = ReturnType<typeof trialRecordsIn>;
