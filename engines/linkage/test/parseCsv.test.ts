import { describe, expect, it } from 'vitest';
import { columnReader, parseCsv, type Table } from '../src/index.ts';

const rowsOf = (table: Table): readonly (readonly string[])[] =>
  Array.from({ length: table.rowCount }, (_, row) => table.header.map((_, column) => columnReader(table, column)(row)));

const TEXT = '\uFEFFid, name ,note\r\n1, anna ,"a ""b"", c"\r\n\r\n2,"be\nrta",\n3,clara\r4,,"x"';
const ROWS = [
  ['1', 'anna', 'a "b", c'],
  ['2', 'be\nrta', ''],
  ['3', 'clara', ''],
  ['4', '', 'x'],
];

describe('parseCsv', () => {
  it('reads quotes, line ends of all kinds, blank lines, a byte-order mark and short rows', () => {
    const table = parseCsv(TEXT);
    expect(table.header).toEqual(['id', 'name', 'note']);
    expect(rowsOf(table)).toEqual(ROWS);
  });

  it('reads tabs and semicolons where the header has them', () => {
    for (const separator of ['\t', ';']) {
      const table = parseCsv(`${['id', 'name, first', 'note'].join(separator)}\n1${separator}${separator} a, b \u3000`);
      expect(table.header).toEqual(['id', 'name, first', 'note']);
      expect(rowsOf(table)).toEqual([['1', '', 'a, b']]);
    }
  });

  it('reads Chinese text, from bytes in shared memory too', () => {
    const bytes = new TextEncoder().encode('编号,姓名\n1,"王　芳"\n');
    const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
    shared.set(bytes);
    for (const input of [bytes, shared]) expect(rowsOf(parseCsv(input))).toEqual([['1', '王　芳']]);
  });

  it.each([
    ['', 'The file is empty'],
    ['a,b\n1,2,3\n', 'Line 2 has 3 fields when expected 2'],
    ['a,b\n1,"2', 'Line 2, column b: a quoted field is not closed'],
    ['a,b\n"x\ny",1\n\n1,"2"3\n', 'Line 5, column b: text after a closing quote'],
    ['a,a\n', 'Column "a" is there twice'],
  ])('refuses %j', (text, message) => {
    expect(() => parseCsv(text)).toThrow(message);
  });

  it.each<[string, string, readonly string[], readonly string[]]>([
    ['too many fields', '1,a\n2,b,c\n3,d\n', ['1 a', '3 d'], ['Line 3 has 3 fields when expected 2.']],
    [
      'a quote that nobody closes',
      '1,a\n2,"b\n3,d\n',
      ['1 a', '3 d'],
      ['Line 3, column name: a quoted field is not closed.'],
    ],
    [
      'a quote that another record closes',
      '1,a\n2,"b\n3,"d"\n4,"e"\n',
      ['1 a', '3 d', '4 e'],
      ['Line 3, column name: text after a closing quote; expected a comma or the end of the line.'],
    ],
    [
      'the rest of a record that a quote broke',
      '1,"a\nc"b\nd,e\n2,f\n',
      ['d e', '2 f'],
      [
        'Line 2, column name: text after a closing quote; expected a comma or the end of the line.',
        'Line 3 has 1 fields when expected 2, after a quote that was not closed rightly.',
      ],
    ],
  ])('leaves %s out and goes on, where problems are told to somebody', (_, rows, kept, told) => {
    const problems: string[] = [];
    const table = parseCsv(`id,name\n${rows}`, ({ message }) => problems.push(message));
    expect(rowsOf(table).map((cells) => cells.join(' '))).toEqual(kept);
    expect(problems).toEqual(told);
  });

  it('reads a header alone as no rows', () => {
    expect(parseCsv('a,b').rowCount).toBe(0);
  });
});
