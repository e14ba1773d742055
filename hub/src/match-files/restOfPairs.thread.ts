import { parentPort, workerData } from 'node:worker_threads';
import {
  CsvError,
  type PairColumns,
  type PairsRest,
  readNeedsCsv,
  readPairsCsv,
  readResourcesCsv,
} from '@hub/engine-matching/files';
import type { MatchFiles } from './messages.ts';
import { readFile } from './readFile.ts';

/** The second half of the pairs, read beside the first. */
export interface RestOfPairs {
  readonly files: MatchFiles;
  readonly columns: PairColumns;
  readonly from: number;
}

function readRest({ files, columns, from }: RestOfPairs): PairsRest | null {
  try {
    const needs = readNeedsCsv(files.needs);
    readFile(files.needs, needs.push);
    const resources = readResourcesCsv(files.resources);
    readFile(files.resources, resources.push);
    const reading = readPairsCsv(files.pairs, needs.finish(), resources.finish(), columns);
    readFile(files.pairs, reading.push, from);
    return { pairs: reading.finish() };
  } catch (error) {
    // A fault in needs or resources is told by the first thread, which reads them too.
    if (error instanceof CsvError) return error.file === files.pairs ? { fault: error.fault } : null;
    throw error;
  }
}

parentPort?.postMessage(readRest(workerData as RestOfPairs)); // typed by the thread that starts this one
