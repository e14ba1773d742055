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
    ['a,b\n1,2,3\n', 'Record 1 has 3 fields when expected 2'],
    ['a,b\n1,"2', 'not closed'],
    ['a,b\n1,"2"3\n', 'after a closing quote'],
    ['a,a\n', 'Column "a" is there twice'],
  ])('refuses %j', (text, message) => {
    expect(() => parseCsv(text)).toThrow(message);
  });

  it('reads a header alone as no rows', () => {
    expect(parseCsv('a,b').rowCount).toBe(0);
  });
});
