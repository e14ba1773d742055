import { describe, expect, it } from 'vitest';
import { compareRows, MISSING } from '../src/compare.ts';
import { encode } from '../src/encode.ts';
import { forgetFamilyValues, noteFamilyValues } from '../src/familyValues.ts';
import { modelOf } from '../src/guessModel.ts';
import { householdsWithinFiles, usualHouseholds } from '../src/householdPairs.ts';
import { LEVELS, tableOf } from '../src/index.ts';

const model = modelOf([
  { column: 'name', kind: 'name' },
  { column: 'sex', kind: 'exact' },
  { column: 'born', kind: 'date' },
  { column: 'phone', kind: 'phone', shared: true },
  { column: 'home', kind: 'address', shared: true },
]);
const columns = model.fields.map(({ column }) => column);

type Row = readonly [name: string, sex: string, born: string, phone: string, home: string];
const tableWith = (rows: readonly Row[]) => tableOf(columns, rows);

const HOME = '人民路8号3栋2单元401室';
const SAME_HOME = '人民路8号3-2-401';
const OTHER = '建设路11号2栋1单元102室';
const [OURS, OWN, THEIRS] = ['13926571832', '13800000417', '15911112222'];
const mother: Row = ['王秀英', '女', '1950-03-02', OURS, HOME];
const child = (phone: string, home: string): Row => ['王小明', '男', '1980-05-06', phone, home];

describe('noteFamilyValues', () => {
  it.each<[string, readonly Row[], readonly Row[], string, string]>([
    [
      'a phone that the mother has in the other file',
      [child('', HOME), mother],
      [child(OURS, OTHER)],
      'OF_HOUSEHOLD',
      'DIFFERENT',
    ],
    [
      'a phone beside that of the household',
      [child(OWN, HOME), mother],
      [child(OURS, OTHER)],
      'OF_HOUSEHOLD',
      'DIFFERENT',
    ],
    ['a phone of strangers', [child('', HOME), mother], [child(THEIRS, OTHER)], '', 'DIFFERENT'],
    [
      'a mother who lives elsewhere',
      [child('', HOME), [...mother.slice(0, 4), OTHER] as unknown as Row],
      [child(OURS, OTHER)],
      '',
      'DIFFERENT',
    ],
    ['a mother in the other file only', [child('', HOME)], [child(OURS, OTHER), mother], '', 'OF_HOUSEHOLD'],
    ['a building where the mother lives', [child('', HOME)], [child(OURS, ''), mother], '', 'OF_HOUSEHOLD'],
    ['a phone that both tell', [child(OURS, HOME), mother], [child(OURS, SAME_HOME)], 'EQUAL', 'ROOM'],
    [
      'eleven people with one phone',
      [child('', HOME)],
      [child(OURS, ''), ...Array.from({ length: 10 }, () => mother)],
      '',
      '',
    ],
  ])('knows %s', (_, left, right, phone, home) => {
    const encoded = encode([tableWith(left), tableWith(right)], model);
    noteFamilyValues(encoded, model.fields);
    const levels = new Uint8Array(model.fields.length);
    const told = (): readonly string[] => {
      compareRows(encoded, 0, left.length, levels);
      return (['phone', 'address'] as const).map((kind, f) => LEVELS[kind][levels[3 + f] ?? MISSING] ?? '');
    };
    expect(told()).toEqual([phone, home]);
    forgetFamilyValues(encoded, model.fields);
    expect(told()).not.toContain('OF_HOUSEHOLD');
  });
});

describe('householdsWithinFiles', () => {
  const homeOf = (family: number): string => `人民路${family}号3栋2单元401室`;
  const families = Array.from({ length: 4000 }, (_, family) => family + 1);

  it('learns how many there are and how they are called from those that a file holds', () => {
    const rows = families.flatMap((family): readonly Row[] => {
      const home = homeOf(family);
      const born = family % 20 === 0 ? '2001-02-03' : '2003-02-03';
      return [
        ['王晓晴', '女', '2001-02-03', '', home],
        ['王晓涵', '女', born, '', home],
      ];
    });
    const { share, levels, sameSound } = householdsWithinFiles(encode([tableWith(rows)], model), model.fields);
    expect(share).toBeCloseTo((200 + 20) / (4000 + 5000), 5);
    expect(levels[0]?.[LEVELS.name.indexOf('LAST_REPLACED')]).toBeGreaterThan(0.9);
    expect(sameSound).toBe(0);
    expect(levels[1]?.[0]).toBeGreaterThan(0.95);
    expect(levels[0]?.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9);
  });

  it('learns how many families have two names of one sound', () => {
    const rows = families.flatMap((family): readonly Row[] => [
      ['王晓琴', '女', '1961-02-03', '', homeOf(family)],
      [family % 4 === 0 ? '王小芹' : '王国强', '男', '1985-02-03', '', homeOf(family)],
    ]);
    expect(householdsWithinFiles(encode([tableWith(rows)], model), model.fields).sameSound).toBeCloseTo(0.25, 5);
  });

  it('takes a person who is there twice for no twins', () => {
    const rows = families.flatMap((family): readonly Row[] => {
      const person: Row = ['王晓晴', '女', '2001-02-03', '', homeOf(family)];
      return [person, person];
    });
    const [found, usual] = [
      householdsWithinFiles(encode([tableWith(rows)], model), model.fields),
      usualHouseholds(model.fields),
    ];
    expect([found.sameSound, found.share]).toEqual([0, usual.share]);
    for (const [f, levels] of usual.levels.entries())
      for (const [level, share] of levels?.entries() ?? []) expect(found.levels[f]?.[level]).toBeCloseTo(share, 9);
  });
});
