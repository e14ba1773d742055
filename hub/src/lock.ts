import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { StartFailure } from './sentences.ts';

/** Who runs the hub of a data folder. */
export interface RunningHub {
  readonly pid: number;
  /** Local socket that takes jobs. */
  readonly socket: string;
  readonly address?: string;
}

export interface HeldLock {
  /** Tells others who holds the folder, in `hub.lock`. */
  announce(hub: RunningHub): void;
  release(): void;
}

const lockFile = (folder: string): string => join(folder, 'hub.lock');

/**
 * One writer of a data folder. The lock is the operating system's on `lock.sqlite`, so that it ends with the process however it ends;
 * `hub.lock` only names the holder.
 */
export function holdLock(folder: string): HeldLock {
  const database = new SqliteDatabase(join(folder, 'lock.sqlite'), { timeout: 0 });
  try {
    database.pragma('journal_mode = delete');
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    if ((error as { code?: string }).code !== 'SQLITE_BUSY') throw error;
    const holder = runningHub(folder);
    throw new StartFailure(
      `The data folder ${folder} is in use by another hub${holder ? ` (process ${holder.pid})` : ''}: stop it, or choose another folder with --data.`,
    );
  }
  return {
    announce: (hub) => writeFileSync(lockFile(folder), `${JSON.stringify(hub)}\n`, { mode: 0o600 }),
    release() {
      rmSync(lockFile(folder), { force: true });
      database.close();
    },
  };
}

/** The hub that holds the folder, as it announced itself; it may have died since. */
export function runningHub(folder: string): RunningHub | null {
  if (!existsSync(lockFile(folder))) return null;
  try {
    return JSON.parse(readFileSync(lockFile(folder), 'utf8')) as RunningHub;
  } catch {
    return null;
  }
}
