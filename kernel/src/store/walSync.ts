import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Brings what was committed to the disk, beside the thread that committed it. */
export interface WalSync {
  /** Resolves once all that was committed before is on the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/**
 * With `synchronous = normal` a commit of SQLite is written to the write-ahead log and not yet synchronised; doing that here, before the
 * write is acknowledged, promises the same as `full` (sqlite.org/wal.html, 2.3), and does not hold up the thread while the disk works.
 */
export function openWalSync(file: string): WalSync {
  let opened: Promise<FileHandle> | null = null;
  let failure: unknown = null;
  const openLog = async (): Promise<FileHandle> => {
    const handle = await open(`${file}-wal`, 'r+');
    // The log may have been made just now: its name must be on the disk too.
    const folder = await open(dirname(file), 'r');
    await folder.sync().finally(() => folder.close());
    return handle;
  };
  return {
    async sync() {
      // After a failed synchronisation the system may hold lost pages for clean ones: nothing more can be promised.
      if (failure) throw failure;
      try {
        opened ??= openLog();
        await (await opened).datasync();
      } catch (fault) {
        failure = fault;
        throw fault;
      }
    },
    async close() {
      const handle = await opened?.catch(() => null);
      await handle?.close();
    },
  };
}
