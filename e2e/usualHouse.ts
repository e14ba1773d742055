import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { defaultSettings } from '@hub/gateway';
import {
  createStoreOfTest,
  fixedClock,
  keysOfTest,
  logOfTest,
  nowOfTest,
  type StoreOfTest,
  seededIds,
} from '@hub/kernel/testing';
import { type Ground, open, seedWhole } from './ground.ts';

/** The folders of a house in its usual state, seeded and linked once for all tests of a worker. */
let usual: Promise<Pick<Ground, 'stores' | 'folder'>> | undefined;

/** Lays a copy of it under a house that is yet to be opened, on SQLite. */
export async function copyUsual({ stores, folder }: Ground): Promise<void> {
  usual ??= layUsual();
  const laid = await usual;
  cpSync(laid.folder, folder, { recursive: true });
  cpSync(dirname(fileOf(laid.stores)), dirname(fileOf(stores)), { recursive: true });
}

const fileOf = (stores: StoreOfTest): string => {
  const place = stores.place('access');
  if (place.dialect !== 'sqlite') throw new Error('Only files can be copied.');
  return place.file;
};

async function layUsual(): Promise<Pick<Ground, 'stores' | 'folder'>> {
  const ground: Ground = {
    mode: 'embedded',
    load: seedWhole,
    // Whoever opens a copy makes ids of its own.
    seed: 'usual',
    idsOf: seededIds,
    settings: defaultSettings,
    stores: createStoreOfTest('SQLite'),
    folder: mkdtempSync(join(tmpdir(), 'hub-house-')),
    keys: keysOfTest('keys', 'aes-256-gcm'),
    clock: fixedClock(nowOfTest),
    log: logOfTest(),
    plans: [],
  };
  process.once('exit', () => {
    rmSync(ground.folder, { recursive: true, force: true });
    rmSync(dirname(fileOf(ground.stores)), { recursive: true, force: true });
  });
  const standing = await open(ground);
  await standing.close();
  return ground;
}
