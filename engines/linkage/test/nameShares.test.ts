import { describe, expect, it } from 'vitest';
import { encode } from '../src/encode.ts';
import { modelOf } from '../src/guessModel.ts';
import { tableOf } from '../src/index.ts';
import { nameShares } from '../src/nameShares.ts';
import { countsAt } from '../src/valueCounts.ts';
import { sequence } from './people.ts';

const model = modelOf([{ column: 'name', kind: 'name' }]);
const SURNAMES = [...'王李张刘陈杨赵黄周吴'];
const SIGNS = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平'];

/** Frequent signs first. */
const pick = (signs: readonly string[], random: () => number): string =>
  signs[Math.floor(random() ** 2 * signs.length)] ?? '';

const shareOf = (names: readonly string[], asked: string): number => {
  const encoded = encode(
    [
      tableOf(
        ['name'],
        names.map((name) => [name]),
      ),
    ],
    model,
  );
  const numberAt = (row: number): number => encoded.rows[row * encoded.stride] ?? 0;
  const { first } = countsAt(encoded, 0);
  const holders = { records: (value: number) => first[value] ?? 0, again: () => 0 };
  return nameShares(encoded, 0, holders, 0)[numberAt(names.indexOf(asked))] ?? 0;
};

describe('nameShares', () => {
  const random = sequence(19);
  const names = Array.from(
    { length: 20_000 },
    () => pick(SURNAMES, random) + pick(SIGNS, random) + pick(SIGNS, random),
  );

  it('knows a frequent name in a small file, where hardly anybody has it', () => {
    const small = names.slice(0, 800);
    const known = new Map<string, number>();
    for (const name of names) known.set(name, (known.get(name) ?? 0) + 1 / names.length);
    const once = [...new Set(small)].filter((name) => small.filter((each) => each === name).length === 1);
    const [frequent = '', rare = ''] = [
      once.toSorted((a, b) => (known.get(b) ?? 0) - (known.get(a) ?? 0)).at(0),
      once.toSorted((a, b) => (known.get(a) ?? 0) - (known.get(b) ?? 0)).at(0),
    ];
    expect(shareOf(small, frequent)).toBeGreaterThan(3 * shareOf(small, rare));
  });

  it('trusts what it counts where many people have a name that was not to be expected', () => {
    const fashion = Array.from({ length: 500 }, () => '王秀秀秀'.slice(0, 3));
    expect(shareOf([...names, ...fashion], '王秀秀')).toBeCloseTo(500 / 20_500, 2);
  });
});
