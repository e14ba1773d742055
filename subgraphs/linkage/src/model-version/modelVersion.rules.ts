import { FileProblem, type FrozenModel, parseFrozenModel, raiseBar } from '@hub/engine-linkage';
import type { Viewer } from '@hub/engine-policy';
import { type Refusal, refuse } from '@hub/kernel';
import type { ModelVersionRow } from './modelVersion.entity.ts';

/** Whoever keeps the hub going sees by which versions records are weighed, and whether these still fit. */
export const maySeeModels = ({ role }: Viewer): boolean => role === 'operator';

/** A version is put in force once, and only one that this edition of the engine can weigh by. */
export function mayActivate(
  row: ModelVersionRow,
  inForce: { readonly version: string; readonly next: string | null },
): true | Refusal {
  if (!readVersion(row).ok) return refuse('MODEL_NOT_READABLE');
  return (inForce.next ?? inForce.version) === row.id ? refuse('MODEL_IN_FORCE', { model: row.id }) : true;
}

/** A version as it links: its weights are lower by `automaticBits`, so that what is above nought is joined. */
export interface VersionInForce {
  readonly id: string;
  readonly automaticBits: number;
  readonly raised: FrozenModel;
}

/** Stated, not learned: from four thousand to one on a version joins by itself, and from even odds on it asks. */
export const usualBars = { automaticBits: 12, reviewBits: 0 } as const;

export const inForce = ({ id, automaticBits, reviewBits, content }: ModelVersionRow): VersionInForce => ({
  id,
  automaticBits,
  raised: raiseBar(parseFrozenModel(content), automaticBits, reviewBits),
});

/** What a stored version is, or where its text is not what this edition of the engine reads. */
export type ReadVersion =
  | { readonly ok: true; readonly version: VersionInForce }
  | { readonly ok: false; readonly place: string };

export function readVersion(row: ModelVersionRow): ReadVersion {
  try {
    return { ok: true, version: inForce(row) };
  } catch (problem) {
    if (!(problem instanceof FileProblem)) throw problem;
    return { ok: false, place: String(problem.params.place ?? problem.code) };
  }
}

/** Records of the generated district that the version shipped with the hub was learned from. */
const learnedFrom = 184_535;

export const shippedVersion = (id: string, content: string, madeAt: string): ModelVersionRow => ({
  id,
  madeAt,
  madeBy: 'hub',
  records: learnedFrom,
  ...usualBars,
  content,
});
