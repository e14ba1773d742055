import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type DistrictPlan, planDistrict } from '@hub/engine-population';
import type { Subgraph } from '@hub/kernel';
import type { SubgraphName } from '@hub/schema';
import { demonstrationAgreements } from './demonstrationAgreements.ts';
import { StartFailure } from './sentences.ts';

/** Which district a data folder was seeded with, and how far that came. */
export interface SeedState {
  readonly seed: string;
  readonly residents: number;
  readonly today: string;
  readonly nextChunk: number;
  readonly chunkCount: number;
}

export interface SeedParts {
  readonly folder: string;
  readonly subgraphs: ReadonlyMap<SubgraphName, Subgraph>;
  readonly signal?: AbortSignal;
  onProgress(done: number, of: number): void;
}

const departments = {
  civilAffairs: 'civil-affairs',
  socialWork: 'social-work',
  charities: 'charities',
  volunteers: 'volunteers',
} as const satisfies Readonly<Record<string, SubgraphName>>;

export const isSeeded = (state: SeedState | null): boolean => state !== null && state.nextChunk >= state.chunkCount;

export function seedStateOf(folder: string): SeedState | null {
  const file = join(folder, 'seed.json');
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as SeedState;
  } catch (cause) {
    throw new StartFailure(`${file} is corrupt: restore a backup, or start with another folder (--data).`, { cause });
  }
}

/**
 * Loads a synthetic district slice by slice; each slice replaces itself when it is loaded again, so an interrupted load goes on
 * where it stopped. Resolves with whether the whole district is in.
 */
export async function seedDistrict(
  state: Omit<SeedState, 'nextChunk' | 'chunkCount'>,
  parts: SeedParts,
): Promise<boolean> {
  const before = seedStateOf(parts.folder);
  refuseAnother(before, state);
  const plan = planDistrict(state);
  for (let chunk = before?.nextChunk ?? 0; chunk < plan.chunkCount; chunk++) {
    if (parts.signal?.aborted) return false;
    await loadChunk(plan, chunk, parts.subgraphs, state.today);
    saveState(parts.folder, { ...state, nextChunk: chunk + 1, chunkCount: plan.chunkCount });
    parts.onProgress(chunk + 1, plan.chunkCount);
  }
  return true;
}

function refuseAnother(before: SeedState | null, state: Omit<SeedState, 'nextChunk' | 'chunkCount'>): void {
  if (!before || (before.seed === state.seed && before.residents === state.residents && before.today === state.today))
    return;
  throw new StartFailure(
    `This data folder holds the district of seed "${before.seed}" with ${before.residents} residents; choose an empty folder (--data) for another.`,
  );
}

async function loadChunk(
  plan: DistrictPlan,
  index: number,
  subgraphs: SeedParts['subgraphs'],
  today: string,
): Promise<void> {
  const chunk = plan.chunk(index);
  for (const [department, name] of Object.entries(departments)) {
    const lists = chunk[department as keyof typeof departments] as Readonly<Record<string, readonly unknown[]>>;
    for (const [kind, records] of Object.entries(lists)) await loadRecords(name, kind, records, subgraphs);
  }
  const charities = chunk.charities.charityOrganisations.map(({ id }) => id);
  if (index === 0) await loadRecords('access', 'agreements', demonstrationAgreements(charities, today), subgraphs);
}

async function loadRecords(
  name: SubgraphName,
  kind: string,
  records: readonly unknown[],
  subgraphs: SeedParts['subgraphs'],
): Promise<void> {
  if (records.length === 0) return;
  const outcome = await subgraphs.get(name)?.intake.load(kind, records);
  // The stores work in this thread: questions get their turn after each list.
  await nextTurn();
  const [rejected] = outcome?.rejected ?? [];
  if (rejected)
    throw new Error(`${name} rejected ${kind} ${rejected.id}: field ${rejected.field}, ${rejected.message}.`);
}

/** The state is whole or the earlier one, whenever the process dies. */
function saveState(folder: string, state: SeedState): void {
  const file = join(folder, 'seed.json');
  const handle = openSync(`${file}.new`, 'w', 0o600);
  writeSync(handle, `${JSON.stringify(state)}\n`);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(`${file}.new`, file);
}
