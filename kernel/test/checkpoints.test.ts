import { copyFileSync, existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createStoreOfTest } from '../src/testing/index.ts';
import { addMember, type Club, membersOf, openClub } from './club.ts';

const stores = createStoreOfTest('SQLite');
const place = stores.place('club') as { dialect: 'sqlite'; file: string };
let club: Club;

beforeEach(async () => {
  club = await openClub(place);
});
afterEach(() => stores.remove());

/** The members in the file alone, without the log beside it. */
async function membersInFile(): Promise<readonly string[]> {
  const file = `${place.file}.copy`;
  copyFileSync(place.file, file);
  const copy = await openClub({ dialect: 'sqlite', file }).catch(() => null);
  // What is copied while pages are being written is perhaps not whole yet.
  const members = copy ? await membersOf(copy).catch(() => []) : [];
  await copy?.close();
  return members;
}

test('what was committed is copied from the log into the file while the store goes on being used', async () => {
  for (let at = 0; at < 20; at++) await addMember(club, `m${at}`, `Member ${at}`);
  await vi.waitUntil(async () => (await membersInFile()).length === 20, { timeout: 10_000, interval: 50 });
  await addMember(club, 'after', 'Member after');
  expect(await membersOf(club)).toHaveLength(21);
  await club.close();
  expect(existsSync(`${place.file}-wal`)).toBe(false);
  expect(await membersInFile()).toHaveLength(21);
});
