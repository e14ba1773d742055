import { describe, expect, it } from 'vitest';
import { parseCsv, type Table } from '../src/index.ts';

const rowsOf = (table: Table): readonly (readonly string[])[] =>
  Array.from({ length: table.rowCount }, (_, row) =>
    table.columns.map(({ codes, values }) => values[codes[row] ?? 0] ?? ''),
  );

const TEXT = '\uFEFFid, name ,note\r\n1, anna ,"a ""b"", c"\r\n\r\n2,"be\nrta",\n3,clara\r4,,"x"';
const ROWS = [
  ['1', 'anna', 'a "b", c'],
  ['2', 'be\nrta', ''],
  ['3', 'clara', ''],
  ['4', '', 'x'],
];

describe('parseCsv', () => {
  it('reads quotes, line ends of all kinds, blank lines, a byte-order mark and short rows', () => {
    const table = parseCsv([TEXT]);
    expect(table.header).toEqual(['id', 'name', 'note']);
    expect(rowsOf(table)).toEqual(ROWS);
  });

  it('reads the same from pieces, wherever they are cut', () => {
    for (let cut = 0; cut <= TEXT.length; cut += 1) {
      expect(rowsOf(parseCsv([TEXT.slice(0, cut), TEXT.slice(cut)]))).toEqual(ROWS);
    }
    expect(rowsOf(parseCsv([...TEXT]))).toEqual(ROWS);
  });

  it.each([
    ['', 'The file is empty'],
    ['a,b\n1,2,3\n', 'Record 1 has 3 fields when expected 2'],
    ['a,b\n1,"2', 'not closed'],
    ['a,b\n1,"2"3\n', 'after a closing quote'],
    ['a,a\n', 'Column "a" is there twice'],
  ])('refuses %j', (text, message) => {
    expect(() => parseCsv([text])).toThrow(message);
  });

  it('reads a header alone as no rows', () => {
    expect(parseCsv(['a,b']).rowCount).toBe(0);
  });
});
