import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The head of the ledger in files beside its store. */
export interface AnchorFiles {
  /** In how many places the head is kept. */
  readonly count: number;
  /** Writes the line to all of them, whole or not at all; `durable` waits for the disk. */
  write(line: string, durable: boolean): void;
  /** The lines of each file, of those that were put aside too. */
  read(): readonly AnchorFile[];
  /** Puts what a file holds aside, so that it goes on bearing witness while new heads are written. */
  putAside(file: AnchorFile): void;
  close(): void;
}

export interface AnchorFile {
  readonly path: string;
  readonly isAside: boolean;
  /** What can be read of its two places; the newer one counts. */
  readonly lines: readonly string[];
}

const placeBytes = 512;

/** Each file has two places that are written in turn, so that a write which is cut short leaves the one before. */
export function openAnchorFiles(paths: readonly string[]): AnchorFiles {
  const opened = new Map<string, number>();
  let turn = 0;
  const descriptorOf = (path: string): number => {
    const known = opened.get(path);
    if (known !== undefined) return known;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const descriptor = openSync(path, existsSync(path) ? 'r+' : 'w+', 0o600);
    opened.set(path, descriptor);
    return descriptor;
  };
  const closeAll = () => {
    for (const descriptor of opened.values()) closeSync(descriptor);
    opened.clear();
  };
  return {
    count: paths.length,
    write(line, durable) {
      const place = Buffer.alloc(placeBytes, ' ');
      if (place.write(line) > placeBytes - 2) throw new Error('The head of the ledger is longer than its place.');
      place[placeBytes - 1] = 10;
      for (const path of paths) {
        const descriptor = descriptorOf(path);
        writeSync(descriptor, place, 0, placeBytes, turn * placeBytes);
        if (durable) fsyncSync(descriptor);
      }
      turn = 1 - turn;
    },
    read: () => paths.flatMap((path) => [path, ...asideOf(path)].flatMap((one) => readFile(one, one !== path))),
    putAside({ path }) {
      closeAll();
      for (let number = 1; ; number++) {
        const aside = path.replace(/(\.json)?$/, `.aside-${number}.json`);
        if (existsSync(aside)) continue;
        renameSync(path, aside);
        return;
      }
    },
    close: closeAll,
  };
}

function asideOf(path: string): string[] {
  const folder = dirname(path);
  const prefix = `${basename(path).replace(/\.json$/, '')}.aside-`;
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix))
    .sort()
    .map((name) => join(folder, name));
}

function readFile(path: string, isAside: boolean): AnchorFile[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
  return [{ path, isAside, lines }];
}
