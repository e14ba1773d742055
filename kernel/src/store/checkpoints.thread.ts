import { parentPort } from 'node:worker_threads';
import SqliteDatabase from 'better-sqlite3';

/** Copies what readers of older states do not need any more; the rest, and what cannot be copied now, waits for the next time. */
parentPort?.on('message', (file: string) => {
  try {
    const database = new SqliteDatabase(file, { fileMustExist: true });
    try {
      database.pragma('wal_checkpoint(passive)');
    } finally {
      database.close();
    }
  } catch {
    // A disk that is full, or a file that cannot be read, is told by the next write.
  }
  parentPort?.postMessage(null);
});
