import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { planDistrict } from '@hub/engine-population';
import { StartFailure } from '../sentences.ts';
import type { LoaderBeside } from './loaderBeside.ts';
import { loadInStep } from './loadInStep.ts';
import { type District, type Loading, loadSlices } from './loadSlices.ts';

/** Which district a data folder was seeded with, and how far that came. */
export interface SeedState extends District {
  readonly nextChunk: number;
  readonly chunkCount: number;
}

/** With fewer slices to load, a thread takes longer to start than it saves. */
const worthAThread = 3;

export interface SeedParts {
  readonly folder: string;
  readonly subgraphs: Loading;
  /** Starts a thread that takes some of the subgraphs off this one; everything is loaded here without it. */
  readonly beside?: (district: District) => LoaderBeside;
  readonly signal?: AbortSignal;
  onProgress(done: number, of: number): void;
}

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

/** Where nobody is served meanwhile slices are written together: far fewer transactions wait for the disk. A short load still shows how far it is. */
const slicesAtOnce = (remaining: number): number => Math.max(1, Math.min(8, Math.floor(remaining / 20)));

/**
 * Loads a synthetic district slice by slice; each slice replaces itself when it is loaded again, so an interrupted load goes on
 * where it stopped. Resolves with whether the whole district is in.
 */
export async function seedDistrict(state: District, parts: SeedParts): Promise<boolean> {
  const before = seedStateOf(parts.folder);
  refuseAnother(before, state);
  const plan = planDistrict(state);
  const first = before?.nextChunk ?? 0;
  const beside = plan.chunkCount - first >= worthAThread ? parts.beside?.(state) : undefined;
  const here = new Map([...parts.subgraphs].filter(([name]) => !beside?.subgraphs.includes(name)));
  const groups = groupsOf(first, plan.chunkCount, beside ? slicesAtOnce(plan.chunkCount - first) : 1);
  try {
    return await loadInStep(
      groups,
      [{ load: (slices) => loadSlices(plan, slices, here) }, ...(beside ? [beside] : [])],
      {
        isStopped: () => parts.signal?.aborted ?? false,
        onDone(groupsDone) {
          const nextChunk = groups[groupsDone]?.[0] ?? plan.chunkCount;
          saveState(parts.folder, { ...state, nextChunk, chunkCount: plan.chunkCount });
          parts.onProgress(nextChunk, plan.chunkCount);
        },
      },
    );
  } finally {
    await beside?.close();
  }
}

/** The slices from `first` up to but not including `end`, so many in each group. */
const groupsOf = (first: number, end: number, size: number): number[][] =>
  Array.from({ length: Math.ceil((end - first) / size) }, (_, place) => {
    const start = first + place * size;
    return Array.from({ length: Math.min(size, end - start) }, (_, slice) => start + slice);
  });

function refuseAnother(before: SeedState | null, state: District): void {
  if (!before || (before.seed === state.seed && before.residents === state.residents && before.today === state.today))
    return;
  throw new StartFailure(
    `This data folder holds the district of seed "${before.seed}" with ${before.residents} residents; choose an empty folder (--data) for another.`,
  );
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
