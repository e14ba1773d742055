import { describe, expect, it } from 'vitest';
import { type FileLinkage, linkFiles, linkFilesInThreads, type Pair, pairwiseQuality, tableOf } from '../src/index.ts';
import { kept, type PersonRow, population, sequence, shuffled, tableWithout } from './people.ts';

const people = population(900, 7);
const first = kept(people, 'a', 0.8, 11);
const second = kept(people, 'b', 0.8, 13);

const link = (left: readonly PersonRow[], right: readonly PersonRow[], ...dropped: readonly string[]): FileLinkage =>
  linkFiles({ tables: [tableWithout(left, ...dropped), tableWithout(right, ...dropped)], idColumn: 'id' });

const truth = (left: readonly PersonRow[], right: readonly PersonRow[]): readonly Pair[] =>
  left.flatMap(([id, who]) => right.filter(([, other]) => other === who).map(([other]): Pair => [id, other]));

const accepted = ({ links }: FileLinkage): readonly Pair[] =>
  links.filter(({ probability }) => probability >= 0.5).map(({ left, right }): Pair => [left, right]);

describe('linkFiles across two files', () => {
  const linkage = link(first, second);
  const numberless = link(first, second, '身份证号');

  it('knows what the columns hold', () => {
    const kinds = linkage.model.fields.map(({ column, kind }) => `${column} ${kind}`);
    expect(kinds).toEqual([
      '姓名 name',
      '性别 exact',
      '出生日期 date',
      '身份证号 id',
      '电话 phone',
      '区划代码 division',
      '住址 address',
    ]);
    expect(linkage.model.onePerFile).toBe(true);
  });

  it('finds nearly everybody with ID numbers, and hardly anybody else', () => {
    expect(pairwiseQuality(accepted(linkage), truth(first, second)).f1.value).toBeGreaterThan(0.985);
  });

  it('finds nearly everybody without ID numbers', () => {
    expect(pairwiseQuality(accepted(numberless), truth(first, second)).f1.value).toBeGreaterThan(0.97);
  });

  it('learns that there are households', () => {
    const { HOUSEHOLD = 0, SAME = 0 } = numberless.model.trained?.shares ?? {};
    expect(HOUSEHOLD).toBeGreaterThan(SAME / 2);
  });

  it('links no record twice', () => {
    for (const side of [0, 1]) {
      const ids = accepted(linkage).map((pair) => pair[side]);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('gives linked pairs first, then pairs for review, by falling probability', () => {
    const probabilities = linkage.links.map(({ probability }) => probability);
    expect(probabilities).toEqual(probabilities.toSorted((a, b) => b - a));
    expect(Math.min(...probabilities)).toBeGreaterThanOrEqual(linkage.model.reviewProbability);
  });

  it('gives the same answer whatever the order of rows', () => {
    const random = sequence(17);
    expect(link(shuffled(first, random), shuffled(second, random))).toEqual(linkage);
  });

  it('gives the same answer from the model that it wrote', () => {
    const model = JSON.parse(JSON.stringify(linkage.model));
    const again = linkFiles({ tables: [tableWithout(first), tableWithout(second)], idColumn: 'id', model });
    expect(again).toEqual(linkage);
  });
});

describe('linkFilesInThreads', () => {
  it('gives the same answer, to the last bit, for any number of threads', async () => {
    const question = { tables: [tableWithout(first), tableWithout(second)], idColumn: 'id' } as const;
    const expected = linkFiles(question);
    for (const threads of [1, 3]) expect(await linkFilesInThreads(question, threads)).toEqual(expected);
  });
});

describe('linkFiles within one file', () => {
  const rows = [...kept(people, 'a', 0.7, 19), ...kept(people, 'b', 0.7, 23), ...kept(people, 'c', 0.3, 29)];
  const linkage = linkFiles({ tables: [tableWithout(rows)], idColumn: 'id' });
  const pairs = accepted(linkage);

  it('finds nearly all records of a person', () => {
    const expected = [...Map.groupBy(rows, ([, who]) => who).values()].flatMap((group) =>
      group.flatMap(([id], at) => group.slice(at + 1).map(([other]): Pair => [id, other])),
    );
    expect(pairwiseQuality(pairs, expected).f1.value).toBeGreaterThan(0.985);
  });

  it('gives every pair of a cluster, the smaller id first', () => {
    const neighbours = new Map<string, Set<string>>();
    for (const [left, right] of pairs) {
      expect(left < right).toBe(true);
      neighbours.set(left, (neighbours.get(left) ?? new Set()).add(right));
      neighbours.set(right, (neighbours.get(right) ?? new Set()).add(left));
    }
    for (const [id, around] of neighbours) {
      for (const other of around) {
        expect(new Set([...(neighbours.get(other) ?? []), other])).toEqual(new Set([...around, id]));
      }
    }
  });

  it('gives the same clusters whatever the order of rows', () => {
    const again = linkFiles({ tables: [tableWithout(shuffled(rows, sequence(31)))], idColumn: 'id' });
    expect(again).toEqual(linkage);
  });
});

describe('linkFiles across files that hold people more than once', () => {
  const left = [...kept(people, 'a', 0.8, 37), ...kept(people, 'c', 0.5, 41)];
  const linkage = link(left, second);

  it('notices, and links every record of a person', () => {
    expect(linkage.model.onePerFile).toEqual([false, true]);
    expect(pairwiseQuality(accepted(linkage), truth(left, second)).f1.value).toBeGreaterThan(0.98);
  });
});

describe('linkFiles with a clean file beside one that is not', () => {
  const left = [...kept(people, 'a', 0.8, 37), ...kept(people, 'c', 0.5, 41)];

  it('never puts two records of the clean one into a person', () => {
    const partners = Map.groupBy(accepted(link(left, second)), ([id]) => id);
    for (const pairs of partners.values()) expect(pairs).toHaveLength(1);
  });
});

describe('linkFiles on hardly anything', () => {
  const header = ['id', 'name', 'town'];
  it.each([
    ['an empty file', [tableOf(header, [])]],
    ['one row', [tableOf(header, [['1', 'anna', 'york']])]],
    ['a file and an empty one', [tableOf(header, [['1', 'anna', 'york']]), tableOf(header, [])]],
  ] as const)('gives no links for %s', (_, [only, other]) => {
    expect(linkFiles({ tables: other === undefined ? [only] : [only, other], idColumn: 'id' }).links).toEqual([]);
  });

  it('gives finite weights for two equal rows', () => {
    const table = tableOf(header, [
      ['1', 'anna smith', 'york'],
      ['2', 'anna smith', 'york'],
    ]);
    for (const { weight, probability } of linkFiles({ tables: [table], idColumn: 'id' }).links) {
      expect([Number.isFinite(weight), Number.isFinite(probability)]).toEqual([true, true]);
    }
  });
});

describe('linkFiles refuses', () => {
  const header = ['id', 'name', 'town'];
  const rows = [
    ['1', 'anna', 'x'],
    ['2', 'berta', 'y'],
  ];
  it.each([
    ['an unknown id column', tableOf(['key', 'name', 'town'], rows), 'No column "id"'],
    [
      'an id given twice',
      tableOf(header, [...rows, ['1', 'clara', 'x']]),
      'Line 4 has the same id in column "id" as line 2',
    ],
    ['a row without an id', tableOf(header, [...rows, ['', 'clara', 'x']]), 'Line 4 has no id'],
    ['a file without columns to compare', tableOf(['id'], [['1'], ['2']]), 'No column to compare'],
  ])('%s', (_, table, message) => {
    expect(() => linkFiles({ tables: [table], idColumn: 'id' })).toThrow(message);
  });
});

describe('linkFiles with records that have no id of their own', () => {
  it('leaves them out, tells of each by its line, and links the others as if they were not there', () => {
    const [person, other] = second;
    if (person === undefined || other === undefined) throw new Error('Nobody is there.');
    const spoilt = [person, ['', ...other.slice(1)], ...second.slice(1), person];
    const told: string[] = [];
    const tables = [tableWithout(first), tableWithout(spoilt as readonly PersonRow[])] as const;
    const { links } = linkFiles({ tables, idColumn: 'id', onRejected: ({ message }) => told.push(message) });
    expect(links).toEqual(link(first, second).links);
    expect(told).toEqual([
      'Line 3 has no id in column "id".',
      `Line ${spoilt.length + 1} has the same id in column "id" as line 2; ids must be unique in a file.`,
    ]);
  });
});
