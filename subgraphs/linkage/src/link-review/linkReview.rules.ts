import { policy, type Viewer } from '@hub/engine-policy';
import { type Refusal, refuse, type Subject } from '@hub/kernel';
import type { LinkReasonRow } from '../person/link.entity.ts';
import { keyOfName, nameOfKey, sourceOf } from '../record/record.rules.ts';
import type { DecisionAsTold, LinkDecisionRow, Verdict } from './linkDecision.entity.ts';
import type { ReviewAnswerRow } from './reviewAnswer.entity.ts';
import type { ReviewPairRow } from './reviewPair.entity.ts';

/** A pair with the answers of its round and the decision that holds, as one reviewer asks for it. */
export interface ReviewedPair extends ReviewPairRow {
  readonly round: number;
  readonly answers: readonly ReviewAnswerRow[];
  readonly decided: Verdict | null;
  readonly asker: string;
}

/** One of the two records. */
export interface ReviewedSide {
  readonly review: ReviewedPair;
  readonly key: string;
}

/** Reviewers judge links, and to correct what is held of people is their purpose. */
export const mayReview = ({ role, purpose }: Viewer): boolean => role === 'reviewer' && purpose === 'CORRECTION';

export const maySeeReviews = ({ role }: Viewer): boolean => role === 'reviewer';

const namesOf = (...keys: readonly string[]): string[] => keys.flatMap((key) => nameOfKey(key) ?? []);

const nowhere = { divisionCode: null, ownerOrganisationId: null, bornOn: null } as const;

export const subjectOfReview = ({ id, leftRecord, rightRecord }: ReviewPairRow): Subject => ({
  ...nowhere,
  id,
  about: namesOf(leftRecord, rightRecord),
});

export const subjectOfSide = ({ review, key }: ReviewedSide): Subject => ({
  ...nowhere,
  id: review.id,
  about: namesOf(key),
});

export const subjectOfAgreement = ({ personId, leftRecord, rightRecord }: LinkReasonRow): Subject => ({
  ...nowhere,
  id: personId,
  about: namesOf(leftRecord, rightRecord),
});

export const subjectOfDecision = ({ id, leftRecord, rightRecord }: DecisionAsTold): Subject => ({
  ...nowhere,
  id,
  about: namesOf(leftRecord, rightRecord),
});

export const answerOf = ({ answers, asker }: ReviewedPair): ReviewAnswerRow | null =>
  answers.find(({ reviewer }) => reviewer === asker) ?? null;

const saying = (answers: readonly Pick<ReviewAnswerRow, 'verdict'>[], verdict: Verdict): number =>
  answers.filter((answer) => answer.verdict === verdict).length;

/** Whoever has not answered sees an open pair, whatever others said. */
export function statusOf(pair: ReviewedPair): 'OPEN' | 'DISPUTED' | Verdict {
  if (answerOf(pair) === null) return 'OPEN';
  if (pair.decided !== null) return pair.decided;
  return saying(pair.answers, 'SAME') > 0 && saying(pair.answers, 'DIFFERENT') > 0 ? 'DISPUTED' : 'OPEN';
}

/** What the machine holds is for who has answered. */
export const machineOf = (pair: ReviewedPair): ReviewedPair | null => (answerOf(pair) === null ? null : pair);

/** The reasons of a pair, each with whom it is about. */
export const reasonsIn = ({ id, leftRecord, rightRecord, reasons }: ReviewPairRow): LinkReasonRow[] =>
  // Only the worker that weighs pairs writes this column.
  (JSON.parse(reasons) as Pick<LinkReasonRow, 'code' | 'params'>[]).map((reason) => ({
    ...reason,
    personId: id,
    leftRecord,
    rightRecord,
  }));

/** How far two records agree, without what the machine makes of it. */
export const comparisonOf = (pair: ReviewPairRow): LinkReasonRow[] =>
  reasonsIn(pair).flatMap((reason) => {
    const { field, level } = reason.params;
    return field === undefined || level === undefined ? [] : [{ ...reason, params: { field, level } }];
  });

export const sideOf = (review: ReviewedPair, key: string): ReviewedSide => ({ review, key });

/** The id of a record, if it is one of this department's. */
export const idAt = ({ key }: ReviewedSide, source: string): string | null =>
  sourceOf(key) === source ? key.slice(source.length + 1) : null;

export type Answered = Pick<ReviewAnswerRow, 'verdict'>;

/** Takes an answer down, and says what now holds: what enough reviewers said alike, and more of them than the contrary. */
export function judge(pair: ReviewedPair, answer: Answered): { readonly decided: Verdict | null } | Refusal {
  if (answerOf(pair) !== null) return refuse('REVIEW_ANSWERED', { review: pair.id });
  if (pair.decided !== null) return refuse('REVIEW_SETTLED', { review: pair.id });
  const answers = [...pair.answers, answer];
  const [same, different] = [saying(answers, 'SAME'), saying(answers, 'DIFFERENT')];
  const { reviewers } = policy.linkReview;
  if (same >= reviewers && same > different) return { decided: 'SAME' };
  return { decided: different >= reviewers && different > same ? 'DIFFERENT' : null };
}

export type NewDecision = Pick<LinkDecisionRow, 'leftRecord' | 'rightRecord' | 'verdict' | 'origin'>;

/** Two records of one person are not; it takes one reviewer, because nobody is joined by it. */
export function unlink(left: string, right: string, areOne: boolean): NewDecision | Refusal {
  if (!areOne) return refuse('NOT_ONE_PERSON');
  const [leftRecord = '', rightRecord = ''] = [left, right].sort();
  return { leftRecord, rightRecord, verdict: 'DIFFERENT', origin: 'CORRECTION' };
}

export const undo = ({ id, leftRecord, rightRecord, verdict, holds }: DecisionAsTold): NewDecision | Refusal =>
  verdict === null || !holds
    ? refuse('DECISION_NOT_IN_FORCE', { decision: id })
    : { leftRecord, rightRecord, verdict: null, origin: 'CORRECTION' };

/** The key of a record from its name; a name of nothing is nobody's key. */
export const keyOfRecord = (name: string): string => keyOfName(name) ?? '';

export const namesOfDecision = ({ leftRecord, rightRecord }: LinkDecisionRow): string[] =>
  namesOf(leftRecord, rightRecord);
