import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import type { StoreLocation } from './store.ts';

/** Copies the store from one snapshot into the folder, while it goes on being used. */
export async function copyStore(location: StoreLocation, reads: Kysely<never>, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  if (location.dialect === 'postgres') {
    const { pgDump } = await import('./pgDump.ts');
    return pgDump(location, join(folder, 'store.jsonl'));
  }
  await sql`vacuum into ${join(folder, 'store.sqlite')}`.execute(reads);
}
