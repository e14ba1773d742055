// A door of its own for a program of plain files: it starts in half the time when nothing else of the engine is loaded.
export { type Certificate, checkCertificate } from '../flow/certificate.ts';
export { type Helper, solveInThreads } from '../flow/solveInThreads.ts';
export { type SharedWork, solveParts } from '../flow/solveParts.ts';
export { type Amounts, type Reading, readNeedsCsv, readResourcesCsv } from './amountsCsv.ts';
export { CsvError, type CsvFault, describeCsvFault } from './csvFault.ts';
export { formatMatchesCsv, formatPricesCsv } from './formatCsv.ts';
export { type Pairs, type PairsReading, type PairsRest, readPairsCsv } from './pairsCsv.ts';
export type { PairColumns } from './plainPairs.ts';
