import { closeSync, openSync, writeSync } from 'node:fs';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import {
  type Amounts,
  CsvError,
  checkCertificate,
  formatMatchesCsv,
  formatPricesCsv,
  type Helper,
  type Pairs,
  type PairsRest,
  readNeedsCsv,
  readPairsCsv,
  readResourcesCsv,
  solveInThreads,
} from '@hub/engine-matching/files';
import type { MatchFiles, MatchFilesMessage, MatchFilesStage, MatchFilesWork } from './messages.ts';
import { middleLine, read, readFile } from './readFile.ts';

const say = (message: MatchFilesMessage): void => parentPort?.postMessage(message);
const progress = (stage: MatchFilesStage, share: number): void => say({ kind: 'PROGRESS', stage, share });

const nextMessage = <T>(port: MessagePort): Promise<T> => {
  const { promise, resolve } = Promise.withResolvers<T>();
  port.once('message', resolve);
  return promise;
};

/** Reads the first part of the pairs here while the other thread reads the rest; a break inside quotes is no row's end, and is read on over. */
async function readPairs(
  files: MatchFiles,
  needs: Amounts,
  resources: Amounts,
  told: Promise<PairsRest | null> | null,
): Promise<Pairs> {
  const reading = readPairsCsv(files.pairs, needs, resources);
  const middle = told === null ? null : middleLine(files.pairs);
  if (told === null || middle === null) return read(files.pairs, reading);
  readFile(files.pairs, reading.push, 0, middle);
  const rest = reading.isBetweenRows() ? await told : null;
  if (rest !== null) return reading.finishWith(rest);
  readFile(files.pairs, reading.push, middle);
  return reading.finish();
}

const helpOf =
  (second: MessagePort): Helper =>
  (work) => {
    const done = nextMessage<void>(second);
    second.postMessage(work);
    return done;
  };

function write(path: string, pieces: Iterable<Uint8Array>): void {
  const file = openSync(path, 'w');
  try {
    for (const piece of pieces) for (let at = 0; at < piece.length; ) at += writeSync(file, piece, at);
  } finally {
    closeSync(file);
  }
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

async function run({ files, startedAtMs, second }: MatchFilesWork): Promise<void> {
  const told = second === null ? null : nextMessage<PairsRest | null>(second);
  progress('READ', 0);
  const needs = read(files.needs, readNeedsCsv(files.needs));
  const resources = read(files.resources, readResourcesCsv(files.resources));
  const pairs = await readPairs(files, needs, resources, told);
  const problem = { needUnits: Int32Array.from(needs.amounts), capacities: resources.amounts, ...pairs };
  const help = second === null ? undefined : helpOf(second);
  const solution = await solveInThreads(problem, (share) => progress('SOLVE', share), undefined, help);
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
