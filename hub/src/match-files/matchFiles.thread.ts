import { once } from 'node:events';
import { closeSync, openSync, writeSync } from 'node:fs';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import {
  type Amounts,
  CsvError,
  checkCertificate,
  formatMatchesCsv,
  formatPricesCsv,
  type Pairs,
  type PairsReading,
  type PairsRest,
  readNeedsCsv,
  readPairsCsv,
  readResourcesCsv,
  solveInThreads,
} from '@hub/engine-matching/files';
import type { MatchFiles, MatchFilesMessage, MatchFilesStage } from './messages.ts';
import { middleLine, readFile } from './readFile.ts';
import type { RestOfPairs } from './restOfPairs.thread.ts';

/** Smaller files are read faster by one thread than by two. */
const LEAST_FOR_TWO_BYTES = 2 ** 22;

export interface MatchFilesWork {
  readonly files: MatchFiles;
  readonly startedAtMs: number;
}

const say = (message: MatchFilesMessage): void => parentPort?.postMessage(message);
const progress = (stage: MatchFilesStage, share: number): void => say({ kind: 'PROGRESS', stage, share });

function read<T>(path: string, reading: { push(chunk: Uint8Array): void; finish(): T }): T {
  readFile(path, reading.push);
  return reading.finish();
}

/** Reads the first part of the pairs here and the rest in another thread; a break inside quotes is no row's end, and is read on over. */
async function readPairs(files: MatchFiles, needs: Amounts, resources: Amounts): Promise<Pairs> {
  const reading = readPairsCsv(files.pairs, needs, resources);
  const middle = middleLine(files.pairs, LEAST_FOR_TWO_BYTES);
  if (middle === null) return read(files.pairs, reading);
  let rest: Worker | null = null;
  readFile(
    files.pairs,
    (chunk) => {
      reading.push(chunk);
      rest ??= startRest(files, reading, middle);
    },
    0,
    middle,
  );
  const second = rest as Worker | null; // set inside the callback, which the compiler does not follow
  if (second === null) return reading.finish();
  try {
    if (!reading.isBetweenRows()) {
      readFile(files.pairs, reading.push, middle);
      return reading.finish();
    }
    const [found = null]: (PairsRest | null)[] = await once(second, 'message');
    if (found === null) throw new Error('The second thread could not read what the first one read.');
    return reading.finishWith(found);
  } finally {
    await second.terminate();
  }
}

function startRest(files: MatchFiles, reading: PairsReading, from: number): Worker | null {
  const columns = reading.columns();
  if (columns === null) return null;
  const data: RestOfPairs = { files, columns, from };
  return new Worker(new URL('./restOfPairs.thread.ts', import.meta.url), { workerData: data });
}

function write(path: string, pieces: Iterable<Uint8Array>): void {
  const file = openSync(path, 'w');
  try {
    for (const piece of pieces) for (let at = 0; at < piece.length; ) at += writeSync(file, piece, at);
  } finally {
    closeSync(file);
  }
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

async function run({ files, startedAtMs }: MatchFilesWork): Promise<void> {
  progress('READ', 0);
  const needs = read(files.needs, readNeedsCsv(files.needs));
  const resources = read(files.resources, readResourcesCsv(files.resources));
  const pairs = await readPairs(files, needs, resources);
  const problem = { needUnits: Int32Array.from(needs.amounts), capacities: resources.amounts, ...pairs };
  const solution = await solveInThreads(problem, (share) => progress('SOLVE', share));
  progress('CHECK', 0);
  const { objective, dualBound, gap, assignedUnits, faults } = checkCertificate(
    problem,
    solution.flow,
    solution.prices,
  );
  if (faults.length > 0) throw new Error(`The solver broke a limit: ${faults[0]}`);
  progress('WRITE', 0);
  write(files.output, formatMatchesCsv(needs, resources, pairs, solution.flow));
  if (files.prices !== undefined) write(files.prices, formatPricesCsv(resources, solution));
  const seconds = Math.round(performance.timeOrigin + performance.now() - startedAtMs) / 1000;
  const peakMemoryMb = tenth(process.resourceUsage().maxRSS / 1024);
  const report = { objective, dualBound, gap, assignedUnits, seconds, peakMemoryMb };
  write(files.report, [new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`)]);
  say({ kind: 'DONE', report });
}

/** A fault of the input or of the machine as a message; anything else is a bug. */
function messageFor(error: unknown): MatchFilesMessage {
  if (error instanceof CsvError) return { kind: 'FAULT', file: error.file, fault: error.fault };
  if (error instanceof RangeError && error.message.includes('2^53'))
    return { kind: 'TOO_LARGE', message: error.message };
  const { code, path } = error as { readonly code?: string; readonly path?: string }; // as Node's system errors are
  if (code?.startsWith('E') && !code.startsWith('ERR_')) return { kind: 'SYSTEM', code, path: path ?? '' };
  throw error;
}

try {
  await run(workerData as MatchFilesWork); // typed by the program that starts this thread
} catch (error) {
  say(messageFor(error));
}
