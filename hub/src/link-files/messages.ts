import type { FileProblemCode, RuleReport, Stage } from '@hub/engine-linkage';
import type { Language, MessageParams } from '@hub/kernel';
import type { LinkFilesSentence } from './sentences.ts';

/** What the thread of `hub link-files` is given. */
export interface LinkFilesWork {
  readonly inputs: readonly string[];
  readonly id: string;
  readonly model: string | null;
  readonly output: string;
  /** Written first, and renamed when it is whole. */
  readonly partial: string;
  readonly modelOutput: string | null;
  /** Where rows that could not be used are told of, and in which language. */
  readonly rejects: { readonly path: string; readonly language: Language };
  /** Where the waterfalls go, and in which language; `null` when nobody asked. */
  readonly reasons: { readonly path: string; readonly language: Language } | null;
  /** Where the report goes, and in which language; `null` when nobody asked. */
  readonly report: { readonly path: string; readonly language: Language } | null;
  readonly threads: number;
}

/** What a finished run found. */
export interface LinkFilesResult {
  readonly records: readonly number[];
  readonly comparedPairs: number;
  readonly linked: number;
  readonly review: number;
  /** How many rows were left out. */
  readonly rejected: number;
  readonly rules: readonly RuleReport[];
}

/** What the thread tells. */
export type FromThread =
  | { readonly read: string; readonly rows: number }
  | { readonly stage: Stage }
  | { readonly writing: true }
  | { readonly done: LinkFilesResult }
  | { readonly failure: LinkFilesSentence; readonly params: MessageParams }
  | { readonly problem: FileProblemCode; readonly params: MessageParams; readonly path: string };
