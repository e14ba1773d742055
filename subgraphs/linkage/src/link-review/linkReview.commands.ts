import { accept, permit } from '@hub/kernel';
import type { LinkageContext } from '../context.ts';
import type { DecisionAsTold } from './linkDecision.entity.ts';
import type { FoundReview } from './linkReview.repository.ts';
import { judge, keyOfRecord, mayReview, undo, unlink } from './linkReview.rules.ts';
import type { ReviewAnswerRow } from './reviewAnswer.entity.ts';

export interface AnswerInput {
  readonly id: string;
  readonly verdict: ReviewAnswerRow['verdict'];
}

export async function answerLinkReview(
  input: AnswerInput,
  { reviewChanges, viewer, linking }: LinkageContext,
): Promise<FoundReview> {
  permit(mayReview(viewer));
  await linking.load();
  return reviewChanges.answer(
    input,
    (pair) => accept(judge(pair, input)),
    (decisions, transaction) => linking.apply({ decisions }, transaction),
  );
}

export async function unlinkRecords(
  { left, right }: { readonly left: string; readonly right: string },
  { reviewChanges, viewer, linking }: LinkageContext,
): Promise<DecisionAsTold> {
  permit(mayReview(viewer));
  await linking.load();
  const keys = { left: keyOfRecord(left), right: keyOfRecord(right) };
  return reviewChanges.part(
    keys,
    (areOne) => accept(unlink(keys.left, keys.right, areOne)),
    (decisions, transaction) => linking.apply({ decisions }, transaction),
  );
}

export async function undoLinkDecision(
  input: { readonly id: string },
  { reviewChanges, viewer, linking }: LinkageContext,
): Promise<DecisionAsTold> {
  permit(mayReview(viewer));
  await linking.load();
  return reviewChanges.undo(
    input,
    (decision) => accept(undo(decision)),
    (decisions, transaction) => linking.apply({ decisions }, transaction),
  );
}
