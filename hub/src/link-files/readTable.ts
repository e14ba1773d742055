import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { parseCsv, type Table } from '@hub/engine-linkage';
import { LinkFilesFailure } from './failure.ts';

const PIECE = 1 << 20;

function* bytesOf(file: number): Generator<Buffer> {
  const piece = Buffer.allocUnsafe(PIECE);
  for (let at = 0; ; ) {
    const read = readSync(file, piece, 0, PIECE, at);
    if (read === 0) return;
    at += read;
    yield piece.subarray(0, read);
  }
}

function* textOf(file: number, encoding: string): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (const bytes of bytesOf(file)) yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}

/** Whether every piece of the file is text in this encoding. */
function isText(file: number, encoding: string): boolean {
  try {
    for (const text of textOf(file, encoding)) if (text.includes('\0')) return false;
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function encodingOf(file: number): string | undefined {
  const mark = Buffer.alloc(2);
  readSync(file, mark, 0, 2, 0);
  if (mark[0] === 0xff && mark[1] === 0xfe) return 'utf-16le';
  if (mark[0] === 0xfe && mark[1] === 0xff) return 'utf-16be';
  return ['utf-8', 'gb18030'].find((encoding) => isText(file, encoding));
}

/** Reads a file of separated text in UTF-8, GB18030 or UTF-16, whichever it is; fails in words. */
export function readTable(path: string): Table {
  const file = opened(path);
  try {
    if (!fstatSync(file).isFile()) throw new LinkFilesFailure('NOT_A_FILE', { path });
    const encoding = encodingOf(file);
    if (encoding === undefined) throw new LinkFilesFailure('NOT_TEXT', { path });
    return parseCsv(textOf(file, encoding));
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
