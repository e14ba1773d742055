import { accept, permit } from '@hub/kernel';
import type { LinkageContext } from '../context.ts';
import { driftAdvises, driftOf, type FieldDrift } from './drift.rules.ts';
import type { ModelActivationRow } from './modelActivation.entity.ts';
import type { ToldVersion } from './modelVersion.repository.ts';
import { mayActivate, maySeeModels } from './modelVersion.rules.ts';

export const linkModelsFor = async ({ modelVersions, viewer }: LinkageContext): Promise<ToldVersion[] | null> =>
  maySeeModels(viewer) ? modelVersions.all() : null;

export const linkModelActivationsFor = async ({
  modelVersions,
  viewer,
}: LinkageContext): Promise<ModelActivationRow[] | null> => (maySeeModels(viewer) ? modelVersions.activations() : null);

/** Has a version put in force by whoever runs the workers, once all records are in memory under it; the other serves until then. */
export async function activateLinkModel(
  input: { readonly id: string },
  { modelVersions, linking, viewer }: LinkageContext,
): Promise<ToldVersion> {
  permit(maySeeModels(viewer));
  await linking.load();
  const version = await modelVersions.activate(input, (row, inForce) => void accept(mayActivate(row, inForce)));
  linking.wake(false);
  return version;
}

/** So many links tell a shift of a hundredth from chance. */
const linksLookedAt = 5000;

/** Only of the version in force: the index in memory compares by no other. */
export async function driftFor(
  { isInForce }: ToldVersion,
  { linkRuns, linking }: LinkageContext,
): Promise<FieldDrift[] | null> {
  if (!isInForce) return null;
  const memory = await linking.load();
  const pairs = await linkRuns.sampleOfLinks(linksLookedAt);
  const found = pairs.flatMap(({ leftRecord, rightRecord }) => memory.explain(leftRecord, rightRecord) ?? []);
  return driftOf(
    memory.version,
    found.map(({ explanation }) => explanation),
  );
}

export async function trainingAdvisedFor(version: ToldVersion, context: LinkageContext): Promise<boolean | null> {
  const drifts = await driftFor(version, context);
  return drifts && driftAdvises(drifts);
}
