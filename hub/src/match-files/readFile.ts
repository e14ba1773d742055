import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

const CHUNK = 1 << 20;

/** Gives the bytes of a file from `from` up to `to`, piece by piece; each piece is overwritten by the next. */
export function readFile(
  path: string,
  push: (chunk: Uint8Array) => void,
  from = 0,
  to = Number.POSITIVE_INFINITY,
): void {
  const file = openSync(path, 'r');
  try {
    const chunk = new Uint8Array(CHUNK);
    const isSeekable = fstatSync(file).isFile();
    for (let at = from; at < to; ) {
      const read = readSync(file, chunk, 0, Math.min(CHUNK, to - at), isSeekable ? at : null);
      if (read === 0) return;
      push(chunk.subarray(0, read));
      at += read;
    }
  } catch (error) {
    throw error instanceof Error && 'syscall' in error ? Object.assign(error, { path }) : error; // a read does not know its file's name
  } finally {
    closeSync(file);
  }
}

/** Reads a whole file. */
export function read<T>(path: string, reading: { push(chunk: Uint8Array): void; finish(): T }): T {
  readFile(path, reading.push);
  return reading.finish();
}

const NEWLINE = 10;
const LOOK = 1 << 16;
/** Smaller files are read faster by one thread than by two. */
const LEAST_FOR_TWO_BYTES = 2 ** 22;

/** Whether a file is so large that two threads should read it; false for one that is not there, which the reader will tell. */
export function isForTwo(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() === true && stat.size >= LEAST_FOR_TWO_BYTES;
}

function lookAt<T>(path: string, use: (file: number, size: number) => T): T {
  const file = openSync(path, 'r');
  try {
    return use(file, fstatSync(file).size);
  } finally {
    closeSync(file);
  }
}

/** The position after the first line break at or after the middle of a file; `null` where none is near. */
export function middleLine(path: string): number | null {
  return lookAt(path, (file, size) => {
    const chunk = new Uint8Array(LOOK);
    const middle = Math.floor(size / 2);
    const line = chunk.subarray(0, readSync(file, chunk, 0, LOOK, middle)).indexOf(NEWLINE);
    return line < 0 ? null : middle + line + 1;
  });
}

/** The first line of a file with its break; nothing where it has none near. */
export function firstLine(path: string): Uint8Array {
  return lookAt(path, (file) => {
    const chunk = new Uint8Array(LOOK);
    return chunk.subarray(0, 1 + chunk.subarray(0, readSync(file, chunk, 0, LOOK, 0)).indexOf(NEWLINE));
  });
}
