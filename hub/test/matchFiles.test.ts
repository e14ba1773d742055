import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { newFolder, run, start } from './program.ts';

vi.setConfig({ testTimeout: 120_000 });

const made: string[] = [];
const folder = (): string => {
  const path = newFolder();
  made.push(path);
  return path;
};
afterAll(() => {
  for (const path of made) rmSync(path, { recursive: true, force: true });
});

interface Texts {
  readonly needs: string;
  readonly resources: string;
  readonly pairs: string;
}
const plain: Texts = {
  needs: 'id,units\nn1,2\n"n,2",1\n需求3,4\n',
  resources: 'capacity,id\r\n3,r1\r\n2,r2\r\n',
  pairs: 'need_id,resource_id,score,max_units\nn1,r1,5,\nn1,r1,4,\n"n,2",r2,3,1\n需求3,r1,7,2\n需求3,r2,-1,\n',
};
const lay = (texts: Partial<Texts>): string => {
  const path = folder();
  for (const [name, text] of Object.entries({ ...plain, ...texts })) writeFileSync(join(path, `${name}.csv`), text);
  return path;
};
const argsIn = (path: string): string[] => [
  'match-files',
  ...['needs', 'resources', 'pairs'].flatMap((name) => [`--${name}`, join(path, `${name}.csv`)]),
  ...['--output', join(path, 'matches.csv'), '--report', join(path, 'report.json')],
  ...['--prices', join(path, 'prices.csv')],
];
const rowsOf = (path: string, name: string): string[][] =>
  readFileSync(join(path, name), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((row) => row.split(','));

/** The bound that anybody can compute from prices: capacity × price, and each need's best answer. */
const boundOf = (path: string): number => {
  const prices = new Map(rowsOf(path, 'prices.csv').map(([id = '', price]) => [id, Number(price)]));
  let bound = 0;
  for (const [id = '', capacity] of rowsOf(path, 'resources.csv')) bound += Number(capacity) * (prices.get(id) ?? 0);
  const best = new Map<string, number>();
  for (const [need = '', resource = '', score] of rowsOf(path, 'pairs.csv'))
    best.set(need, Math.max(best.get(need) ?? 0, Number(score) - (prices.get(resource) ?? 0)));
  for (const [id = '', units] of rowsOf(path, 'needs.csv')) bound += Number(units) * (best.get(id) ?? 0);
  return bound;
};

/** A town large enough to be read by two threads; or several towns that share nothing, person after person in turn. */
const aTown = (needs: number, resources: number, towns = 1): Texts => {
  let state = 7;
  const dice = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const list = (count: number, row: (k: number) => string): string =>
    Array.from({ length: count }, (_, k) => `${row(k)}\n`).join('');
  return {
    needs: `id,units\n${list(needs, (k) => `need_of_somebody_${k},${1 + dice(4)}`)}`,
    resources: `id,capacity\n${list(resources, (k) => `resource_of_somebody_${k},${dice(12)}`)}`,
    pairs: `need_id,resource_id,score\n${list(needs * 20, (k) => `need_of_somebody_${k % needs},resource_of_somebody_${dice(resources / towns) * towns + (k % towns)},${dice(3000)}`)}`,
  };
};

describe('hub match-files', () => {
  test('assigns to the optimum, and writes matches, report and prices', async () => {
    const path = lay({});
    const { code, stdout, stderr } = await run(argsIn(path));
    expect(stderr).not.toContain('failed');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^Assigned 4 units for a total score of 22, 0 below the bound \(proven optimal\), in [\d.]+ s\.\n$/,
    );
    expect(readFileSync(join(path, 'matches.csv'), 'utf8')).toBe(
      'need_id,resource_id,units,score\nn1,r1,1,5\n"n,2",r2,1,3\n需求3,r1,2,7\n',
    );
    expect(readFileSync(join(path, 'prices.csv'), 'utf8')).toBe('resource_id,price\nr1,5\nr2,0\n');
    expect(JSON.parse(readFileSync(join(path, 'report.json'), 'utf8'))).toEqual({
      objective: 22,
      dualBound: 22,
      gap: 0,
      assignedUnits: 4,
      seconds: expect.any(Number),
      peakMemoryMb: expect.any(Number),
    });
  });

  test('reads a large file in two threads, and its prices prove what it found', async () => {
    const path = lay(aTown(6000, 1500));
    const { code, stdout } = await run([...argsIn(path), '--json']);
    const report = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(report.gap).toBe(0);
    expect(report.objective).toBe(boundOf(path));
    const matches = rowsOf(path, 'matches.csv');
    expect(matches.reduce((sum, [, , units, score]) => sum + Number(units) * Number(score), 0)).toBe(report.objective);
    const scores = new Map<string, number>();
    for (const [need, resource, score] of rowsOf(path, 'pairs.csv')) {
      const key = `${need} ${resource}`;
      scores.set(key, Math.max(scores.get(key) ?? 0, Number(score)));
    }
    expect(matches.every(([need, resource, , score]) => scores.get(`${need} ${resource}`) === Number(score))).toBe(
      true,
    );
    for (const [column, file] of [
      [0, 'needs.csv'],
      [1, 'resources.csv'],
    ] as const) {
      const used = new Map<string, number>();
      for (const row of matches) used.set(row[column] ?? '', (used.get(row[column] ?? '') ?? 0) + Number(row[2]));
      expect(rowsOf(path, file).every(([id = '', most]) => (used.get(id) ?? 0) <= Number(most))).toBe(true);
    }
  });

  test.each([
    ['one town', aTown(300, 60)],
    ['two towns, solved in two threads', aTown(10_000, 2000, 2)],
  ])('gives the same bytes for the same files: %s', async (_, texts) => {
    const [one, two] = [lay(texts), lay(texts)];
    await run(argsIn(one));
    await run(argsIn(two));
    for (const name of ['matches.csv', 'prices.csv'])
      expect(readFileSync(join(one, name), 'utf8')).toBe(readFileSync(join(two, name), 'utf8'));
  });

  test('says the line of a fault in the second half of a large file', async () => {
    const texts = aTown(6000, 1500);
    const path = lay({ ...texts, pairs: `${texts.pairs}nobody,resource_of_somebody_1,1\n` });
    const { code, stderr } = await run(argsIn(path));
    expect(code).toBe(1);
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(
      /pairs\.csv, line 120002: need_id "nobody" is not among the ids given\.$/,
    );
  });

  test('reads on over a line break inside quotes in the middle of a large file', async () => {
    const note = `"${'note\n'.repeat(900_000)}"`.slice(0, 900_000);
    const pairs = `need_id,resource_id,score,note\n${`n1,r1,5,"${'note\n'.repeat(150_000)}"\n`.repeat(7)}`;
    expect(note.length + pairs.length).toBeGreaterThan(2 ** 22);
    const path = lay({ pairs });
    const { code, stdout } = await run(argsIn(path));
    expect(code).toBe(0);
    expect(stdout).toContain('a total score of 10,');
  });

  test.each<[string, Partial<Texts>, RegExp]>([
    ['no header', { needs: '' }, /needs\.csv, line 1: no header\.$/],
    [
      'a missing column',
      { resources: 'id,units\n' },
      /resources\.csv, line 1: no column capacity: the header is id,units\.$/,
    ],
    [
      'no whole number',
      { needs: 'id,units\nn1,1.5\n' },
      /needs\.csv, line 2: units is "1\.5" when expected a whole number\.$/,
    ],
    ['an id given twice', { needs: 'id,units\nn1,1\nn1,2\n' }, /needs\.csv, line 3: the id "n1" is given twice\.$/],
    [
      'an unknown resource',
      { pairs: 'need_id,resource_id,score\nn1,r9,1\n' },
      /pairs\.csv, line 2: resource_id "r9" is not among/,
    ],
    [
      'a total that could not be exact',
      {
        needs: 'id,units\nn1,2147483647\n',
        resources: 'id,capacity\nr1,9007199254740991\n',
        pairs: 'need_id,resource_id,score\nn1,r1,2147483647\n',
      },
      /2\^53/,
    ],
  ])('refuses %s with the place, and writes nothing', async (_, texts, words) => {
    const path = lay(texts);
    const { code, stdout, stderr } = await run(argsIn(path));
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(words);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(readdirSync(path).toSorted()).toEqual(['needs.csv', 'pairs.csv', 'resources.csv']);
  });

  test('refuses files that are not there, folders, and an output that is an input', async () => {
    const path = lay({});
    const last = async (args: readonly string[]) => (await run(args)).stderr.trimEnd().split('\n').at(-1);
    mkdirSync(join(path, 'folder'));
    const without = (name: string, value: string) => [...argsIn(path), `--${name}`, value];
    expect(await last(without('needs', join(path, 'gone.csv')))).toMatch(
      /gone\.csv: there is no such file or folder\.$/,
    );
    expect(await last(without('needs', join(path, 'folder')))).toMatch(
      /folder: this is a folder when expected a file\.$/,
    );
    expect(await last(without('report', join(path, 'gone', 'report.json')))).toMatch(
      /gone\/report\.json: there is no such/,
    );
    expect(await last(without('output', join(path, 'needs.csv')))).toMatch(/--output and --needs are the same file/);
    expect(await last(without('prices', join(path, 'report.json')))).toMatch(/--prices and --report are the same file/);
    expect(readFileSync(join(path, 'needs.csv'), 'utf8')).toBe(plain.needs);
  });

  test.each([
    ['one thread', 1],
    ['two threads', 2],
  ])('writes nothing when it is interrupted: %s', async (_, towns) => {
    const path = lay(aTown(20_000, 4000, towns));
    const running = start(argsIn(path));
    await running.says(/Assigning/);
    const { code, stderr } = await running.end('SIGINT');
    expect(code).toBe(130);
    expect(stderr).toContain('Interrupted; nothing was written.');
    expect(existsSync(join(path, 'matches.csv'))).toBe(false);
    expect(readdirSync(path)).toHaveLength(3);
  });
});
