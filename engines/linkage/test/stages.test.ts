import { describe, expect, it } from 'vitest';
import { block, eachPair, type Pairing, ruleKeys } from '../src/block.ts';
import { clusterRows } from '../src/clusterRows.ts';
import { compareRows, MISSING } from '../src/compare.ts';
import { oneToOneProbabilities } from '../src/decide.ts';
import { type Encoded, encode } from '../src/encode.ts';
import { type FieldKind, type FileModel, LEVELS, type ModelField } from '../src/fileModel.ts';
import { modelOf } from '../src/guessModel.ts';
import { tableOf } from '../src/index.ts';
import { sequence } from './people.ts';

const encodeOne = (fields: readonly ModelField[], rows: readonly (readonly string[])[]): Encoded =>
  encode(
    [
      tableOf(
        fields.map(({ column }) => column),
        rows,
      ),
    ],
    modelOf(fields),
  );

describe('compareRows', () => {
  it.each<[FieldKind, string, string, string]>([
    ['name', '王秀英', '王 秀英', 'EQUAL'],
    ['name', '陳國華', '陈国华', 'EQUAL'],
    ['name', '蔡鑫梅', '蔡新梅', 'SAME_SOUND'],
    ['name', '单立', '山立', 'SAME_SOUND'],
    ['name', '李金浩', '金浩李', 'ONE_SLIP'],
    ['name', '李金浩', '李浩金', 'ONE_SLIP'],
    ['name', '李嘉旭', '李嘉浩', 'ONE_REPLACED'],
    ['name', '杨立平', '杨平', 'PARTIAL'],
    ['name', '吉克阿依·多吉阿卜杜', '吉克阿依', 'PARTIAL'],
    ['name', '龙华', '龙先生', 'SAME_SURNAME'],
    ['name', '龙华', '王刚', 'DIFFERENT'],
    ['name', '龙华', '不详', ''],
    ['text', 'michaela', 'michaela', 'EQUAL'],
    ['text', 'michaela', 'micheala', 'ONE_EDIT'],
    ['text', 'stanley street', 'stanleystreett', 'CLOSE'],
    ['text', 'stanley street', 'stanley', 'ALIKE'],
    ['text', 'jonathan', 'jon', 'ALIKE'],
    ['text', 'anna', 'otto', 'DIFFERENT'],
    ['date', '1994-02-10', '1994年2月10日', 'EQUAL'],
    ['date', '1994-02-10', '19940210', 'EQUAL'],
    ['date', '1994-02-10', '1994-10-02', 'ONE_SLIP'],
    ['date', '1998-08-26', '1999-08-26', 'ONE_SLIP'],
    ['date', '1999-06-28', '2000-06-28', 'ONE_SLIP'],
    ['date', '1994-02-10', '1994-01-01', 'FIRST_OF_YEAR'],
    ['date', '1994-02-10', '1994-02-25', 'TWO_PARTS'],
    ['date', '1994-02-10', '1994-11-25', 'SAME_YEAR'],
    ['date', '1994-02-10', '1971-11-25', 'DIFFERENT'],
    ['id', '11010519491231002X', '11010519491231002x', 'EQUAL'],
    ['id', '110105491231002', '11010519491231002X', 'EQUAL'],
    ['id', '110105********002X', '11010519491231002X', 'MASKED'],
    ['id', '110105********0021', '11010519491231002X', 'DIFFERENT'],
    ['id', '11010519491231002X', '11010519491231003X', 'ONE_EDIT'],
    ['id', '11010519491231002X', '440524188001010014', 'DIFFERENT'],
    ['phone', '+86 139-2657-1832', '13926571832', 'EQUAL'],
    ['phone', '13926571832', '13926571833', 'ONE_EDIT'],
    ['phone', '13800138000', '13800138000', ''],
    ['division', '510104001002', '510104001002', 'EQUAL'],
    ['division', '510104001002', '510104001000', 'TOWN'],
    ['division', '510104001002', '510104', 'COUNTY'],
    ['division', '510104001002', '510182001002', 'PREFECTURE'],
    ['division', '510104001002', '440524001002', 'DIFFERENT'],
    ['address', '胜利东路127号2幢2-1502', '胜利东路127号2栋2单元1502室', 'ROOM'],
    ['address', '胜利东路127号2幢2-1502', '胜利东路127号2栋', 'BUILDING'],
    ['address', '胜利东路127号2幢2-1502', '胜利东路127号', 'HOUSE'],
    ['address', '胜利东路127号2幢2-1502', '胜利东路127号2幢1502', 'ROOM'],
    ['address', '胜利东路127号2幢2-1502', '胜利东路127号2幢1-1502', 'NEIGHBOUR'],
    ['address', '胜利东路127号2幢2-1502', '胜利东路127号3幢2-1502', 'NEIGHBOUR'],
    ['address', '胜利东路127号2幢2-1502', '胜利东路5号', 'ROAD'],
    ['address', '胜利东路127号2幢2-1502', '和平街5号', 'DIFFERENT'],
    ['exact', '男', '男', 'EQUAL'],
    ['exact', '男', '女', 'DIFFERENT'],
    ['number', '1,000', '1000.0', 'EQUAL'],
    ['number', '1000', '1020', 'NEAR'],
    ['number', '1000', '2000', 'DIFFERENT'],
  ])('%s: %s and %s are %s', (kind, left, right, level) => {
    const levels = new Uint8Array(1);
    const found = [
      [left, right],
      [right, left],
    ].map((rows) => {
      compareRows(
        encodeOne(
          [{ column: 'x', kind }],
          rows.map((text) => [text]),
        ),
        0,
        1,
        levels,
      );
      return levels[0] === MISSING ? '' : LEVELS[kind][levels[0] ?? 0];
    });
    expect(found).toEqual([level, level]);
  });

  it('notices given name and surname in one another’s column', () => {
    const fields: readonly ModelField[] = [
      { column: 'given', kind: 'text', swapsWith: 'surname' },
      { column: 'surname', kind: 'text', swapsWith: 'given' },
    ];
    const levels = new Uint8Array(2);
    compareRows(
      encodeOne(fields, [
        ['neumann', 'michaela'],
        ['michaela', 'neumann'],
      ]),
      0,
      1,
      levels,
    );
    expect([...levels]).toEqual([1, 1]);
  });

  it('reads birth date and gender from a valid ID number, whatever the other columns say', () => {
    const fields: readonly ModelField[] = [
      { column: 'id', kind: 'id' },
      { column: 'born', kind: 'date', readFrom: 'id' },
      { column: 'sex', kind: 'exact', readFrom: 'id' },
    ];
    const levels = new Uint8Array(3);
    compareRows(
      encodeOne(fields, [
        ['11010519491231002X', '1949-01-01', ''],
        ['', '1949-12-31', '女'],
      ]),
      0,
      1,
      levels,
    );
    expect([...levels]).toEqual([MISSING, 0, 0]);
  });
});

describe('block', () => {
  const random = sequence(5);
  const rows = Array.from({ length: 300 }, () => [
    `n${Math.floor(random() * 40)}`,
    random() < 0.1 ? '' : `t${Math.floor(random() * 9)}`,
    `s${Math.floor(random() * 60)}`,
  ]);
  const model: FileModel = {
    ...modelOf(['name', 'town', 'street'].map((column) => ({ column, kind: 'text' as const }))),
    blocking: [['name:value', 'town:value'], ['street:value'], ['name:value']],
  };
  const whole = encode([tableOf(['name', 'town', 'street'], rows)], model);
  const encoded: Encoded = { ...whole, secondFrom: 140 };

  it.each<[Pairing]>([['ACROSS'], ['AMONG_ALL']])(
    '%s: brings each pair with an equal key together, once',
    (pairing) => {
      const seen: string[] = [];
      const blocks = block(encoded, model, pairing);
      for (const part of [0, 1, 2]) {
        eachPair(encoded, blocks, pairing, { everyNth: 1, part, parts: 3 }, (left, right) =>
          seen.push(`${left}-${right}`),
        );
      }
      const expected = rows.flatMap(([name, town, street], l) =>
        rows.flatMap(([otherName, , otherStreet], r) => {
          const counts = pairing === 'ACROSS' ? l < 140 && r >= 140 : l < r;
          return counts && (street === otherStreet || name === otherName) && town !== undefined ? [`${l}-${r}`] : [];
        }),
      );
      expect(seen.toSorted()).toEqual(expected.toSorted());
    },
  );

  it('drops a block that is too large and says so', () => {
    const { report } = block(encoded, { ...model, maximumBlockPairs: 10 }, 'AMONG_ALL');
    const kept = block(encoded, model, 'AMONG_ALL').report;
    expect(report[2]?.droppedBlocks).toBeGreaterThan(0);
    for (const [at, rule] of report.entries()) expect(rule.pairs + rule.droppedPairs).toBe(kept[at]?.pairs);
  });

  it('gives no key to a row without a part of it', () => {
    const keys = ruleKeys(encoded, [encoded.fields[1]?.at ?? 0]);
    for (const [row, [, town]] of rows.entries()) expect(keys[row] === 0).toBe(town === '');
  });

  it('refuses a rule about an unknown part', () => {
    expect(() => block(encoded, { ...model, blocking: [['name:colour']] }, 'ACROSS')).toThrow(
      'No blocking part "name:colour"',
    );
  });
});

const edgesOf = (triples: readonly (readonly [number, number, number])[]) => ({
  left: Int32Array.from(triples, ([left]) => left),
  right: Int32Array.from(triples, ([, right]) => right),
  bits: Float64Array.from(triples, ([, , bits]) => bits),
});

/** The probability of each edge by listing all one-to-one sets of edges. */
const byListing = (triples: readonly (readonly [number, number, number])[]): readonly number[] => {
  let total = 0;
  const sums = triples.map(() => 0);
  for (let set = 0; set < 2 ** triples.length; set += 1) {
    const chosen = triples.map((triple, at) => ({ triple, at })).filter(({ at }) => (set >> at) % 2 === 1);
    const ends = chosen.flatMap(({ triple: [left, right] }) => [left, right]);
    if (new Set(ends).size !== ends.length) continue;
    const weight = chosen.reduce((product, { triple: [, , bits] }) => product * 2 ** bits, 1);
    total += weight;
    for (const { at } of chosen) sums[at] = (sums[at] ?? 0) + weight;
  }
  return sums.map((sum) => sum / total);
};

describe('oneToOneProbabilities', () => {
  it('is exact on a tree of candidates', () => {
    const triples = [
      [0, 5, 3],
      [0, 6, 2.5],
      [1, 6, 4],
      [1, 7, -1],
      [2, 7, 0.5],
      [3, 7, 6],
      [4, 8, 1],
    ] as const;
    const found = oneToOneProbabilities(edgesOf(triples), 9);
    for (const [at, expected] of byListing(triples).entries()) expect(found[at]).toBeCloseTo(expected, 9);
  });

  it('accepts neither of two equal candidates', () => {
    expect(
      Math.max(
        ...oneToOneProbabilities(
          edgesOf([
            [0, 1, 40],
            [0, 2, 40],
          ]),
          3,
        ),
      ),
    ).toBeLessThanOrEqual(0.5);
  });
});

describe('clusterRows', () => {
  it('does not chain strangers together through a row that is like both', () => {
    const weights = new Map([
      ['0-1', 8],
      ['1-2', 7],
      ['0-2', -18],
    ]);
    const pairs = clusterRows(
      edgesOf([
        [0, 1, 8],
        [1, 2, 7],
      ]),
      0,
      (l, r) => weights.get(`${l}-${r}`) ?? 0,
    );
    expect(pairs).toEqual([{ left: 0, right: 1, bits: 8 }]);
  });

  it('gives every pair of a cluster, also one that blocking never brought together', () => {
    const pairs = clusterRows(
      edgesOf([
        [0, 1, 8],
        [1, 2, 7],
      ]),
      0,
      () => 1,
    );
    expect(pairs.map(({ left, right }) => `${left}-${right}`).toSorted()).toEqual(['0-1', '0-2', '1-2']);
  });
});
