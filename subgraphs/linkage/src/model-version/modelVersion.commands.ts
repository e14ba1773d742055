import type { LinkageContext } from '../context.ts';
import { driftOf, type FieldDrift } from './drift.rules.ts';
import type { ToldVersion } from './modelVersion.repository.ts';
import { maySeeModels } from './modelVersion.rules.ts';

export const linkModelsFor = async ({ modelVersions, viewer }: LinkageContext): Promise<ToldVersion[] | null> =>
  maySeeModels(viewer) ? modelVersions.all() : null;

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
