import { type Bound, found, type Ids, once, type Transaction } from '@hub/kernel';
import { type SqlBool, sql } from 'kysely';
import { isVisible, recordsIn } from '../record/record.repository.ts';
import type { LinkageTables } from '../tables.ts';
import type { DecisionAsTold, LinkDecisionRow, Verdict } from './linkDecision.entity.ts';
import type { FoundReview, LinkReviews, ReviewScope } from './linkReview.repository.ts';
import type { ReviewAnswerRow } from './reviewAnswer.entity.ts';

/** Links anew what was decided, in the transaction of the decision. */
export type BringIn = (
  decisions: readonly Omit<LinkDecisionRow, 'changedIn'>[],
  transaction: Transaction<LinkageTables>,
) => Promise<unknown>;

export type DecisionWish = Pick<LinkDecisionRow, 'leftRecord' | 'rightRecord' | 'verdict' | 'origin'>;

/** What reviewers change, each in one transaction together with what follows for the persons. */
export function reviewChangesOf(bound: Bound<LinkageTables>, scope: ReviewScope, reviews: LinkReviews, ids: Ids) {
  const { store, today, viewer, now, idempotencyKey } = bound;

  async function inside(transaction: Transaction<LinkageTables>, id: string): Promise<FoundReview> {
    const [pair] = await reviews.byIds([id], transaction.db);
    return found(pair, 'LinkReview');
  }
  const decisionInside = async ({ db }: Transaction<LinkageTables>, id: string): Promise<DecisionAsTold> =>
    found((await reviews.decisionsByIds([id], db))[0], 'LinkDecision');
  const rowOf = (wish: DecisionWish): Omit<LinkDecisionRow, 'changedIn'> => {
    const { leftRecord, rightRecord, verdict, origin } = wish;
    return { id: ids('decision'), leftRecord, rightRecord, verdict, origin, decidedBy: viewer, at: now };
  };
  const inOneTransaction = <Row extends { readonly id: string }>(
    command: string,
    input: unknown,
    work: (transaction: Transaction<LinkageTables>) => Promise<Row>,
    again: (transaction: Transaction<LinkageTables>, id: string) => Promise<Row>,
  ): Promise<Row> =>
    store.write(async (transaction) => {
      // Two reviewers who answer at once must each see the other's answer, or neither's would settle the pair.
      await recordsIn(transaction, store).lock();
      const change = { key: idempotencyKey, viewer, command, input, now };
      return once(
        transaction,
        change,
        () => work(transaction),
        (id) => again(transaction, id),
      );
    });

  return {
    answer: (
      input: { readonly id: string; readonly verdict: ReviewAnswerRow['verdict'] },
      decide: (pair: FoundReview) => { readonly decided: Verdict | null },
      bringIn: BringIn,
    ): Promise<FoundReview> =>
      inOneTransaction(
        'answerLinkReview',
        input,
        async (transaction) => {
          const pair = await inside(transaction, input.id);
          const { decided } = decide(pair);
          const { id, kind, leftRecord, rightRecord, weight, probability, reasons, modelVersion, round } = pair;
          const held = { kind, leftRecord, rightRecord, weight, probability, reasons, modelVersion };
          const answer = {
            ...held,
            id: ids('answer'),
            reviewId: id,
            round,
            reviewer: viewer,
            verdict: input.verdict,
            at: now,
          };
          await transaction.db.insertInto('reviewAnswer').values(answer).execute();
          if (decided !== null)
            await bringIn([rowOf({ leftRecord, rightRecord, verdict: decided, origin: 'REVIEW' })], transaction);
          return inside(transaction, id);
        },
        inside,
      ),
    /** Parts two records of which the viewer must see both. */
    part: (
      input: { readonly left: string; readonly right: string },
      decide: (areOne: boolean) => DecisionWish,
      bringIn: BringIn,
    ): Promise<DecisionAsTold> =>
      inOneTransaction(
        'unlinkRecords',
        input,
        async (transaction) => {
          const rows = await transaction.db
            .selectFrom('record')
            .select(['id', 'personId'])
            .where('id', 'in', [input.left, input.right])
            .where(scope.mayReview ? isVisible(scope.records, today) : sql<SqlBool>`1 = 0`)
            .execute();
          const [one, other] = [input.left, input.right].map((key) => rows.find(({ id }) => id === key));
          const areOne = found(one, 'Record').personId === found(other, 'Record').personId && one !== other;
          const row = rowOf(decide(areOne));
          await bringIn([row], transaction);
          return decisionInside(transaction, row.id);
        },
        decisionInside,
      ),
    undo: (
      input: { readonly id: string },
      decide: (decision: DecisionAsTold) => DecisionWish,
      bringIn: BringIn,
    ): Promise<DecisionAsTold> =>
      inOneTransaction(
        'undoLinkDecision',
        input,
        async (transaction) => {
          const row = rowOf(decide(await decisionInside(transaction, input.id)));
          await bringIn([row], transaction);
          return decisionInside(transaction, row.id);
        },
        decisionInside,
      ),
  };
}

export type ReviewChanges = ReturnType<typeof reviewChangesOf>;
