export { chainAfter, chainWord, type HashName, hashBefore, hashIn, hashNames, hashOfEntry, origin } from './chain.ts';
export {
  type Anchor,
  type ChainedEntry,
  type Checkpoint,
  type EntryBefore,
  fieldsBefore,
  type LedgerEntry,
  type Seal,
} from './entry.ts';
export { type BrokenLine, exportForm, formatLine, type Line, type LineWord, parseLine } from './line.ts';
export type { LedgerReport, Problem, ProblemKind } from './report.ts';
export { isSealed, type Mac, type Sealing, sealed } from './seal.ts';
export { createVerification, type Verification, type VerifyParts, verifyLines } from './verify.ts';
