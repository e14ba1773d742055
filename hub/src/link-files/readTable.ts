import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type FileProblem, parseCsv, type Table } from '@hub/engine-linkage';
import { LinkFilesFailure } from './failure.ts';

const PIECE = 1 << 24;

/** The whole file in shared memory, where threads read it without a copy. */
function bytesOf(file: number, size: number): Uint8Array {
  const bytes = new Uint8Array(new SharedArrayBuffer(size));
  let at = 0;
  while (at < size) {
    const read = readSync(file, bytes, at, Math.min(PIECE, size - at), at);
    if (read === 0) break;
    at += read;
  }
  return bytes.subarray(0, at);
}

const decoded = (bytes: Uint8Array, encoding: string): string | null => {
  try {
    // A decoder takes no shared memory, hence the copy; only files that are not UTF-8 come here.
    return new TextDecoder(encoding, { fatal: true }).decode(Uint8Array.from(bytes));
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
};

/** The text as UTF-8 bytes, or as a string where it was something else; `null` when it is no text. */
function textOf(bytes: Uint8Array): Uint8Array | string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decoded(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decoded(bytes, 'utf-16be');
  if (bytes.includes(0)) return null;
  return isUtf8(bytes) ? bytes : decoded(bytes, 'gb18030');
}

/** Reads a file of separated text in UTF-8, GB18030 or UTF-16, whichever it is; leaves bad rows out, and fails in words. */
export function readTable(path: string, onRejected: (problem: FileProblem) => void): Table {
  const file = opened(path);
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) throw new LinkFilesFailure('NOT_A_FILE', { path });
    if (stat.size >= 2 ** 32) throw new LinkFilesFailure('TOO_LARGE', { path });
    const text = textOf(bytesOf(file, stat.size));
    if (text === null) throw new LinkFilesFailure('NOT_TEXT', { path });
    return parseCsv(text, onRejected);
  } finally {
    closeSync(file);
  }
}

function opened(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new LinkFilesFailure(code === 'EACCES' || code === 'EPERM' ? 'UNREADABLE' : 'NO_FILE', { path });
  }
}
