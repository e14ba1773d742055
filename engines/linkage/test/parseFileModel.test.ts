import { describe, expect, it } from 'vitest';
import { linkFiles, parseFileModel } from '../src/index.ts';
import { kept, population, tableWithout } from './people.ts';

const fields = [
  { column: '姓名', kind: 'name' },
  { column: '电话', kind: 'phone', shared: true },
];

describe('parseFileModel', () => {
  it('reads back the model of a run', () => {
    const people = population(150, 3);
    const tables = [tableWithout(kept(people, 'a', 0.9, 1)), tableWithout(kept(people, 'b', 0.9, 2))] as const;
    const { model } = linkFiles({ tables, idColumn: 'id' });
    expect(parseFileModel(JSON.parse(JSON.stringify(model)))).toEqual(model);
  });

  it('gives what is left out its usual value', () => {
    expect(parseFileModel({ version: 1 })).toEqual({
      version: 1,
      fields: [],
      blocking: [],
      maximumBlockPairs: 20_000,
      onePerFile: null,
      reviewProbability: 0.05,
    });
  });

  it.each<[unknown, string]>([
    [null, 'model must be an object'],
    [{ version: 2 }, 'version is 2 when expected one of 1'],
    [{ version: 1, filds: [] }, 'model has "filds"'],
    [{ version: 1, fields: [{ column: 'x', kind: 'colour' }] }, 'fields[0].kind is "colour" when expected one of name'],
    [{ version: 1, fields: [fields[0], fields[0]] }, 'names column "姓名" twice'],
    [
      { version: 1, fields, blocking: [['姓名:size']] },
      'blocking[0] is "姓名:size" when expected one of 姓名:value, 姓名:sound',
    ],
    [
      { version: 1, fields, blocking: [['town:value']] },
      'blocking[0] is "town:value" when expected one of 姓名:…, 电话:…',
    ],
    [{ version: 1, fields: [{ ...fields[0], swapsWith: 'x' }] }, 'fields[0].swapsWith is "x"'],
    [{ version: 1, reviewProbability: 0.9 }, 'reviewProbability is 0.9 when expected a number from 0.000001 to 0.5'],
    [{ version: 1, fields, trained: { shares: {}, fields: {} } }, 'trained.shares.SAME'],
    [
      { version: 1, fields, blocking: [['姓名:value']], blockLimits: { '电话:value': 9 } },
      'blockLimits has "电话:value"; expected 姓名:value',
    ],
    [{ version: 1, onePerFile: 'yes' }, 'onePerFile is "yes" when expected one of true, false, [true, false]'],
  ])('refuses %j', (json, message) => {
    expect(() => parseFileModel(json)).toThrow(message);
  });
});
