import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

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

const NEWLINE = 10;

/** The position after the first line break at or after the middle of a file; `null` for a file too small to be worth two threads. */
export function middleLine(path: string, leastBytes: number): number | null {
  const file = openSync(path, 'r');
  try {
    const stat = fstatSync(file);
    if (!stat.isFile() || stat.size < leastBytes) return null;
    const chunk = new Uint8Array(1 << 16);
    const middle = Math.floor(stat.size / 2);
    const read = readSync(file, chunk, 0, chunk.length, middle);
    const line = chunk.subarray(0, read).indexOf(NEWLINE);
    return line < 0 ? null : middle + line + 1;
  } finally {
    closeSync(file);
  }
}
