import type { CsvFault } from '@hub/engine-matching/files';

/** The files of one command, as they were named. */
export interface MatchFiles {
  readonly needs: string;
  readonly resources: string;
  readonly pairs: string;
  readonly output: string;
  readonly report: string;
  readonly prices: string | undefined;
}

export type MatchFilesStage = 'READ' | 'SOLVE' | 'CHECK' | 'WRITE';

/** What the run found, as it stands in the report. */
export interface MatchFilesReport {
  readonly objective: number;
  readonly dualBound: number;
  readonly gap: number;
  readonly assignedUnits: number;
  readonly seconds: number;
  readonly peakMemoryMb: number;
}

/** What the thread says: how far it is, and at last one report or one refusal. */
export type MatchFilesMessage =
  | { readonly kind: 'PROGRESS'; readonly stage: MatchFilesStage; readonly share: number }
  | { readonly kind: 'DONE'; readonly report: MatchFilesReport }
  | { readonly kind: 'FAULT'; readonly file: string; readonly fault: CsvFault }
  | { readonly kind: 'TOO_LARGE'; readonly message: string }
  | { readonly kind: 'SYSTEM'; readonly code: string; readonly path: string };
