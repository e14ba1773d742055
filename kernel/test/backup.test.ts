import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStoreOfTest, storesOfTest } from '../src/testing/index.ts';
import { addMember, type Club, membersOf, openClub } from './club.ts';

describe.each(storesOfTest)('a backup of a store on %s', (storeName) => {
  const stores = createStoreOfTest(storeName);
  const folder = mkdtempSync(join(tmpdir(), 'hub-backup-'));
  let club: Club;

  beforeAll(async () => {
    club = await openClub(stores.place('club'));
    for (const id of ['a', 'b']) await addMember(club, id, `Member ${id}`);
  });
  afterAll(async () => {
    await club.close();
    await stores.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  test('holds everything that was committed, while the store goes on being used', async () => {
    const copying = club.backup(folder);
    await addMember(club, 'c', 'Member c');
    await copying;
    const [file = ''] = readdirSync(folder);
    const held = storeName === 'SQLite' ? await membersInFile(join(folder, file)) : membersInLines(join(folder, file));
    expect(held).toEqual(expect.arrayContaining(['a=Member a', 'b=Member b']));
    expect(await membersOf(club)).toHaveLength(3);
  });
});

async function membersInFile(file: string): Promise<string[]> {
  const copy = await openClub({ dialect: 'sqlite', file });
  const members = await membersOf(copy);
  await copy.close();
  return members;
}

const membersInLines = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"table":"member"'))
    .map((line) => JSON.parse(line) as { row: { id: string; name: string } })
    .map(({ row }) => `${row.id}=${row.name}`);
