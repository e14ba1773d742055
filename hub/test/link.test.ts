import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newFolder, run, start } from './program.ts';

const folders: string[] = [];
const folderOfTest = (): string => {
  const folder = newFolder();
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const seed = (data: string) => ['seed', '--residents', '700', '--data', data];
const link = (data: string, ...more: string[]) => ['link', '--json', '--data', data, ...more];

/** Persons as the records that they have, and what a half-done change would leave: links and questions between whom. */
function linked(data: string) {
  const database = new DatabaseSync(join(data, 'stores', 'linkage.sqlite'), { readOnly: true });
  const all = (query: string) => database.prepare(query).all();
  const persons = Map.groupBy(all('select id, person_id from record order by id'), ({ person_id }) => person_id);
  const state = {
    persons: [...persons.values()].map((records) => records.map(({ id }) => id).join()),
    links: all('select left_record, right_record, weight from link order by left_record, right_record'),
    // The sample that is looked at again is drawn by a key of the folder.
    waiting: all(
      "select left_record, right_record from review_pair where kind = 'UNSURE' order by left_record, right_record",
    ),
    strayLinks: all('select * from link where person_id not in (select person_id from record)'),
    relinkedAfter: all('select relinked_after from index_state'),
  };
  database.close();
  return state;
}

interface Figures {
  readonly records: number;
  readonly lookedAt: number;
}

describe('linking that is interrupted', () => {
  const undisturbed = folderOfTest();
  let expected: ReturnType<typeof linked>;
  beforeAll(async () => {
    expect((await run(seed(undisturbed))).code).toBe(0);
    expected = linked(undisturbed);
    expect(expected.persons.length).toBeGreaterThan(500);
    expect(expected.strayLinks).toEqual([]);
  }, 120_000);

  test.each(['SIGKILL', 'SIGINT'] as const)(
    'goes on after %s while new records are linked, to the same persons',
    async (signal) => {
      const data = folderOfTest();
      const seeding = start(seed(data));
      await seeding.says(/Catching up/);
      await seeding.end(signal);
      const { code, stdout, stderr } = await run(link(data));
      expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
      const { records, lookedAt } = JSON.parse(stdout) as Figures;
      expect(lookedAt).toBe(records);
      expect(linked(data)).toEqual(expected);
    },
    120_000,
  );

  test.each(['SIGKILL', 'SIGINT'] as const)(
    'goes on after %s while all records are looked at again',
    async (signal) => {
      const relinking = start(link(undisturbed, '--rebuild'));
      await relinking.says(/Linking: \d+ of/);
      const { code } = await relinking.end(signal);
      expect(code).toBe(signal === 'SIGINT' ? 130 : null);
      const again = await run(link(undisturbed));
      expect(again.code).toBe(0);
      expect(linked(undisturbed)).toEqual(expected);
    },
    120_000,
  );

  test('a hub that runs does the work, and goes on when who asked for it leaves', async () => {
    const hub = start(['up', '--no-demo', '--port', '0', '--data', undisturbed]);
    try {
      await hub.says(/GraphQL {3}http/);
      const asking = start(link(undisturbed, '--rebuild'));
      await asking.says(/Linking: \d+ of/);
      await asking.end('SIGKILL');
      const { code, stdout } = await run(link(undisturbed));
      expect(code).toBe(0);
      const { records, lookedAt } = JSON.parse(stdout) as Figures;
      expect(lookedAt).toBe(records);
      expect(linked(undisturbed)).toEqual(expected);
    } finally {
      await hub.end('SIGINT');
    }
  }, 120_000);
});
