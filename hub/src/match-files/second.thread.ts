import { workerData } from 'node:worker_threads';
import {
  CsvError,
  type PairsRest,
  readNeedsCsv,
  readPairsCsv,
  readResourcesCsv,
  type SharedWork,
  solveParts,
} from '@hub/engine-matching/files';
import type { MatchFiles, SecondThread } from './messages.ts';
import { firstLine, middleLine, read, readFile } from './readFile.ts';

/** Reads the later half of the pairs; `null` where that needs to be read together with what stands before it, or cannot be read at all. */
function readRest(files: MatchFiles): PairsRest | null {
  try {
    const middle = middleLine(files.pairs);
    const needs = read(files.needs, readNeedsCsv(files.needs));
    const resources = read(files.resources, readResourcesCsv(files.resources));
    const header = readPairsCsv(files.pairs, needs, resources);
    header.push(firstLine(files.pairs));
    const columns = header.columns();
    if (middle === null || columns === null) return null;
    const reading = readPairsCsv(files.pairs, needs, resources, columns);
    readFile(files.pairs, reading.push, middle);
    return { pairs: reading.finish() };
  } catch (error) {
    // A fault in needs, in resources or in the header is told by the first thread, which reads them too.
    return error instanceof CsvError && error.file === files.pairs ? { fault: error.fault } : null;
  }
}

const { files, port } = workerData as SecondThread; // typed by the program that starts this thread
port.on('message', (work: SharedWork) => {
  solveParts(work);
  port.postMessage(null);
});
port.postMessage(readRest(files));
