import type { MessagePort } from 'node:worker_threads';
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

/** What the first thread is given; without a port it is alone. */
export interface MatchFilesWork {
  readonly files: MatchFiles;
  readonly startedAtMs: number;
  readonly second: MessagePort | null;
}

/** What the second thread is given: it tells the first what it read of the pairs, then solves parts whenever it is given work. */
export interface SecondThread {
  readonly files: MatchFiles;
  readonly port: MessagePort;
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
