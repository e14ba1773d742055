import { accept, found, permit } from '@hub/kernel';
import type { LinkageContext } from '../context.ts';
import { maySeeModels } from '../model-version/modelVersion.rules.ts';
import type { ModelTrialRow } from './modelTrial.entity.ts';
import type { TrialWish } from './modelTrial.repository.ts';
import { cancelled, mayBegin } from './modelTrial.rules.ts';

export const linkModelTrialsFor = async ({ modelTrials, viewer }: LinkageContext): Promise<ModelTrialRow[] | null> =>
  maySeeModels(viewer) ? modelTrials.last() : null;

export async function beginModelTrial(
  wish: TrialWish,
  { modelTrials, modelVersions, trialing, viewer }: LinkageContext,
): Promise<ModelTrialRow> {
  permit(maySeeModels(viewer));
  if (wish.modelVersion !== null) found(await modelVersions.byId(wish.modelVersion), 'LinkModel');
  const trial = await modelTrials.begin(wish, (open) => void accept(mayBegin(open)));
  trialing.begun();
  return trial;
}

export async function cancelLinkModelTrial(
  input: { readonly id: string },
  { modelTrials, trialing, viewer, now }: LinkageContext,
): Promise<ModelTrialRow> {
  permit(maySeeModels(viewer));
  const trial = await modelTrials.end(input, (row) => accept(cancelled(row, now)));
  trialing.cancelled(trial.id);
  return trial;
}
