import { type Bound, mapPage, type Page, readPage } from '@hub/kernel';
import { type Expression, expressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';
import { isVisible } from '../record/record.repository.ts';
import type { LinkageTables } from '../tables.ts';
import type { DecisionAsTold, LinkDecisionRow, Verdict } from './linkDecision.entity.ts';
import type { ReviewAnswerRow } from './reviewAnswer.entity.ts';
import type { ReviewPairRow } from './reviewPair.entity.ts';

export interface ListArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** A pair as it is found, with what was said of it since its last decision. */
export type FoundReview = ReviewPairRow & {
  readonly round: number;
  readonly answers: readonly ReviewAnswerRow[];
  readonly decided: Verdict | null;
  readonly asker: string;
};

export interface ReviewScope {
  /** Nothing at all is seen by who does not review. */
  readonly mayReview: boolean;
  readonly records: Parameters<typeof isVisible>[0];
}

type Table = 'reviewPair' | 'linkDecision' | 'reviewAnswer';

const lastDecision = sql`select later.verdict from link_decision as later where later.left_record = review_pair.left_record
  and later.right_record = review_pair.right_record order by later.key desc limit 1`;
const roundOfPair = sql<number>`(select count(*) from link_decision as earlier where earlier.left_record = review_pair.left_record
  and earlier.right_record = review_pair.right_record)`;
const isLast = sql<boolean>`not exists (select 1 from link_decision as later where later.left_record = link_decision.left_record
  and later.right_record = link_decision.right_record and later.key > link_decision.key)`;

/** Pairs and decisions as one reviewer may see them: those of which she may see both records. */
export function linkReviewsOf(bound: Bound<LinkageTables>, scope: ReviewScope) {
  const { store, today, viewer, cursors } = bound;

  const bothVisible = (table: Table): Expression<SqlBool> => {
    const eb = expressionBuilder<LinkageTables, Table>();
    if (!scope.mayReview) return sql<SqlBool>`1 = 0`;
    const isSeen = (side: 'leftRecord' | 'rightRecord') =>
      eb.exists(
        eb
          .selectFrom('record')
          .select('record.id')
          .whereRef('record.id', '=', `${table}.${side}` as 'reviewPair.leftRecord')
          .where(isVisible(scope.records, today)),
      );
    return eb.and([isSeen('leftRecord'), isSeen('rightRecord')]);
  };
  const pairs = (db: Kysely<LinkageTables>) =>
    db.selectFrom('reviewPair').selectAll('reviewPair').where(bothVisible('reviewPair'));
  const waiting = (db: Kysely<LinkageTables>) =>
    pairs(db)
      .where(sql<SqlBool>`(${lastDecision}) is null`)
      .where(
        sql<SqlBool>`not exists (select 1 from review_answer as mine where mine.review_id = review_pair.id
          and mine.round = ${roundOfPair} and mine.reviewer = ${viewer})`,
      );
  const decisions = (db: Kysely<LinkageTables>) =>
    db
      .selectFrom('linkDecision')
      .selectAll('linkDecision')
      .select(sql<number | boolean>`(${isLast})`.as('isLast'))
      .where(bothVisible('linkDecision'));

  /** Pairs that left the queue are still told of from what was answered. */
  async function byIds(idsAsked: readonly string[], db: Kysely<LinkageTables>): Promise<FoundReview[]> {
    if (idsAsked.length === 0) return [];
    const answers = await db
      .selectFrom('reviewAnswer')
      .selectAll('reviewAnswer')
      .where('reviewId', 'in', idsAsked)
      .where(bothVisible('reviewAnswer'))
      .orderBy('reviewAnswer.at')
      .orderBy('reviewAnswer.id')
      .execute();
    const stored = await pairs(db).where('reviewPair.id', 'in', idsAsked).execute();
    const ofAnswers = new Map(answers.map((answer) => [answer.reviewId, { ...answer, id: answer.reviewId }]));
    const found = new Map<string, ReviewPairRow>([...ofAnswers, ...stored.map((pair) => [pair.id, pair] as const)]);
    const rounds = await roundsOf([...found.values()], db);
    return [...found.values()].map((pair) => {
      const { round, decided } = rounds.get(pair.id) ?? { round: 0, decided: null };
      // A decision that holds was made of the answers of the round before it.
      const said = decided === null ? round : round - 1;
      const own = answers.filter(({ reviewId, round: of }) => reviewId === pair.id && of === said);
      return { ...pair, round, answers: own, decided, asker: viewer };
    });
  }

  return {
    byIds: (idsAsked: readonly string[], db: Kysely<LinkageTables> = store.reads) => byIds(idsAsked, db),
    async page({ first, after }: ListArguments): Promise<Page<FoundReview>> {
      // By a keyed pseudonym: the order says nothing of any weight.
      const page = await readPage({
        select: waiting(store.reads),
        order: [{ column: 'reviewPair.id', direction: 'asc' }],
        page: { first: first ?? 10, after: after ?? null },
        cursors: cursors('linkReviews', null),
      });
      const whole = await byIds(
        page.edges.map(({ node }) => node.id),
        store.reads,
      );
      const byId = new Map(whole.map((pair) => [pair.id, pair]));
      return mapPage(
        page,
        (pair) => byId.get(pair.id) ?? { ...pair, round: 0, answers: [], decided: null, asker: viewer },
      );
    },
    decisionsByIds: async (
      asked: readonly string[],
      db: Kysely<LinkageTables> = store.reads,
    ): Promise<DecisionAsTold[]> => (await decisions(db).where('linkDecision.id', 'in', asked).execute()).map(told),
    async decisions({ first, after }: ListArguments): Promise<Page<DecisionAsTold>> {
      const page = await readPage({
        select: decisions(store.reads),
        order: [
          { column: 'linkDecision.at', direction: 'desc' },
          { column: 'linkDecision.id', direction: 'asc' },
        ],
        page: { first: first ?? 20, after: after ?? null },
        cursors: cursors('linkDecisions', null),
      });
      return mapPage(page, told);
    },
  };
}

export type LinkReviews = ReturnType<typeof linkReviewsOf>;

const told = ({
  isLast: holds,
  ...decision
}: LinkDecisionRow & { readonly isLast: number | boolean }): DecisionAsTold => ({
  ...decision,
  holds: Boolean(holds),
});

/** For each pair how many decisions there were, and the one that holds. */
async function roundsOf(
  found: readonly ReviewPairRow[],
  db: Kysely<LinkageTables>,
): Promise<ReadonlyMap<string, { readonly round: number; readonly decided: Verdict | null }>> {
  if (found.length === 0) return new Map();
  const rows = await db
    .selectFrom('linkDecision')
    .select(['leftRecord', 'rightRecord', 'verdict'])
    .where(
      'leftRecord',
      'in',
      found.map(({ leftRecord }) => leftRecord),
    )
    .orderBy(sql.ref('key'))
    .execute();
  return new Map(
    found.map(({ id, leftRecord, rightRecord }) => {
      const own = rows.filter((row) => row.leftRecord === leftRecord && row.rightRecord === rightRecord);
      return [id, { round: own.length, decided: own.at(-1)?.verdict ?? null }];
    }),
  );
}
