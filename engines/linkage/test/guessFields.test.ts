import { describe, expect, it } from 'vitest';
import { guessFields } from '../src/guessModel.ts';
import { tableOf } from '../src/index.ts';

const rows = Array.from({ length: 60 }, (_, at) => {
  const given = `${['anna', 'bert', 'carla', 'david', 'emma'][at % 5]}${['', 'lee', 'may', 'rose'][at % 4]}`;
  const surname = `${['smith', 'jones', 'brown'][at % 3]}${at % 7}`;
  const born = `${1930 + (at % 50)}-0${1 + (at % 9)}-1${at % 9}`;
  const home = { street: `${at % 31} mill lane`, postcode: `ab${at % 13} 1xy` };
  return [
    `r${at}`,
    `${given} ${surname}`,
    given,
    surname,
    born,
    at % 2 === 0 ? 'm' : 'f',
    home.street,
    home.postcode,
    'x',
    '',
  ];
});
const header = ['id', 'full_name', 'first_name', 'surname', 'dob', 'sex', 'street', 'postcode', 'source', 'empty'];

describe('guessFields', () => {
  const fields = guessFields([tableOf(header, rows)], 'id');

  it('tells kinds from names and content, and leaves out what repeats, is constant or is empty', () => {
    expect(fields.map(({ column, kind }) => `${column} ${kind}`)).toEqual([
      'first_name text',
      'surname text',
      'dob date',
      'sex exact',
      'street text',
      'postcode text',
    ]);
  });

  it('knows which columns a household shares and which a clerk mixes up', () => {
    expect(fields.filter(({ shared }) => shared === true).map(({ column }) => column)).toEqual([
      'surname',
      'street',
      'postcode',
    ]);
    expect(fields.map(({ swapsWith = '' }) => swapsWith).slice(0, 2)).toEqual(['surname', 'first_name']);
  });

  it('leaves out the row numbers of a file', () => {
    const numbered = rows.map((row, at) => [...row, `n-${at}`]);
    const columns = guessFields([tableOf([...header, 'row'], numbered)], 'id').map(({ column }) => column);
    expect(columns).not.toContain('row');
  });

  it('tells kinds from a handful of rows', () => {
    const table = tableOf(
      ['编号', '姓名', '性别', '出生日期', '手机'],
      [
        ['1', '王秀英', '女', '1950-03-07', '13926571832'],
        ['2', '李刚', '男', '1962-11-30', '13726571845'],
        ['3', '王秀英', '女', '1950-03-07', ''],
      ],
    );
    expect(guessFields([table], '编号').map(({ kind }) => kind)).toEqual(['name', 'exact', 'date', 'phone']);
  });
});
