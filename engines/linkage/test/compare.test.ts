import { describe, expect, it } from 'vitest';
import { compareRows, MISSING } from '../src/compare.ts';
import { type Encoded, encode } from '../src/encode.ts';
import { type FieldKind, LEVELS, type ModelField } from '../src/fileModel.ts';
import { modelOf } from '../src/guessModel.ts';
import { tableOf } from '../src/index.ts';

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
    ['name', '李嘉旭', '李嘉浩', 'LAST_REPLACED'],
    ['name', '李嘉旭', '李世旭', 'ONE_REPLACED'],
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
    ['address', '光明北45号14栋', '光明北路45号14栋', 'BUILDING'],
    ['address', '光明北45号14栋', '光明北路45号14幢3-204', 'BUILDING'],
    ['address', '光明北45号14栋3单元204室', '光明北路45号14幢3-204', 'ROOM'],
    ['address', '光明北45号14栋3单元204室', '光明北路45号14幢3-205', 'NEIGHBOUR'],
    ['address', '光明北45号14栋2单元204室', '光明北路45号14幢3-204', 'NEIGHBOUR'],
    ['address', '光明北45号', '光明北路45号14幢', 'HOUSE'],
    ['address', '光明北45号14栋', '光明北路46号14栋', 'ROAD'],
    ['address', '光明北14栋', '光明北路14栋', 'ROAD'],
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
