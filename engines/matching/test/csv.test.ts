import { describe, expect, it } from 'vitest';
import {
  checkCertificate,
  formatMatchesCsv,
  formatPricesCsv,
  type Reading,
  readNeedsCsv,
  readPairsCsv,
  readResourcesCsv,
} from '../src/files/index.ts';
import { solveTransport } from '../src/index.ts';

const textOf = (pieces: Iterable<Uint8Array>): string => Buffer.concat([...pieces]).toString();
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = <T>(reading: Reading<T>, text: string, chunk = 1 << 16): T => {
  const bytes = encode(text);
  for (let at = 0; at < bytes.length; at += chunk) reading.push(bytes.subarray(at, at + chunk));
  return reading.finish();
};
const needsOf = (text: string, chunk?: number) => read(readNeedsCsv('needs.csv'), text, chunk);
const resourcesOf = (text: string) => read(readResourcesCsv('resources.csv'), text);
const needs = needsOf('id,units\nn1,2\n"n,2",1\n需求3,4\n');
const resources = resourcesOf('capacity,id\r\n3,r1\r\n9007199254740991,r2\r\n');
const pairsOf = (text: string, chunk?: number) => read(readPairsCsv('pairs.csv', needs, resources), text, chunk);
const plain = 'need_id,resource_id,score,max_units\nn1,r1,5,\n"n,2",r2,-3,1\n需求3,r1,7,2\n';

describe('a file', () => {
  it('is read the same however its bytes are cut into chunks', () => {
    for (const text of [
      plain,
      `\uFEFF${plain}`,
      plain.replaceAll('\n', '\r\n'),
      plain.slice(0, -1),
      plain.replaceAll('\n', '\n\n'),
    ])
      for (let chunk = 1; chunk < 20; chunk++)
        expect(pairsOf(text, chunk), `chunks of ${chunk}`).toEqual({
          pairNeed: Int32Array.of(0, 1, 2),
          pairResource: Int32Array.of(0, 1, 0),
          pairScore: Int32Array.of(5, -3, 7),
          pairMax: Int32Array.of(2 ** 31 - 1, 1, 2),
        });
  });

  it('may name its columns in any order and have more of them', () => {
    expect(pairsOf('note,score,need_id,resource_id\nx,5,n1,r2\n')).toEqual({
      pairNeed: Int32Array.of(0),
      pairResource: Int32Array.of(1),
      pairScore: Int32Array.of(5),
    });
    expect([...resources.amounts]).toEqual([3, Number.MAX_SAFE_INTEGER]);
  });

  it('keeps quotes and line breaks inside quotes', () => {
    const { ids } = needsOf('id,units\n"a ""b""\nc",1\n', 3);
    expect([ids.count, textOf([ids.bytesOf(0)])]).toEqual([1, 'a "b"\nc']);
  });

  it.each<[string, () => unknown, string]>([
    ['no header', () => needsOf(''), 'needs.csv, line 1: no header'],
    ['a missing column', () => needsOf('id,unit\n'), 'needs.csv, line 1: no column units: the header is id,unit'],
    ['a missing field', () => needsOf('id,units\nn1\n'), 'needs.csv, line 2: 1 fields when expected 2'],
    [
      'half a unit',
      () => needsOf('id,units\nn1,1\n\nn2,1.5\n'),
      'needs.csv, line 4: units is "1.5" when expected a whole number',
    ],
    ['no number', () => needsOf('id,units\nn1,\n'), 'needs.csv, line 2: units is "" when expected a whole number'],
    [
      'a negative amount',
      () => needsOf('id,units\nn1,-1\n'),
      'needs.csv, line 2: units is -1 when expected 0 to 2147483647',
    ],
    ['the same id twice', () => needsOf('id,units\nn1,1\nn1,1\n'), 'needs.csv, line 3: the id "n1" is given twice'],
    ['an empty id', () => needsOf('id,units\n,1\n'), 'needs.csv, line 2: an empty id'],
    ['an open quote', () => needsOf('id,units\n"n1,1\n'), 'needs.csv, line 2: a quote that is never closed'],
    [
      'a row without end',
      () => needsOf(`id,units\n"${'x'.repeat(2_000_000)}`),
      'needs.csv, line 2: a row of more than 1048576 bytes',
    ],
    ['signs after a quote', () => needsOf('id,units\n"n1"x,1\n'), 'needs.csv, line 2: signs after a closing quote'],
    [
      'an unknown need',
      () => pairsOf('need_id,resource_id,score\nn1,r1,1\nn9,r1,1\n'),
      'pairs.csv, line 3: need_id "n9" is not among the ids given',
    ],
    [
      'an unknown resource',
      () => pairsOf('need_id,resource_id,score\nn1,r9,1\n'),
      'pairs.csv, line 2: resource_id "r9" is not among the ids given',
    ],
    [
      'a score too large',
      () => pairsOf('need_id,resource_id,score\nn1,r1,2147483648\n'),
      'pairs.csv, line 2: score is 2147483648 when expected -2147483647 to 2147483647',
    ],
    [
      'a negative bound',
      () => pairsOf('need_id,resource_id,score,max_units\nn1,r1,1,-1\n'),
      'pairs.csv, line 2: max_units is -1 when expected 0 to 2147483647',
    ],
  ])('is refused with the line: %s', (_, act, words) => {
    expect(act).toThrow(words);
  });

  it('is refused when it is not UTF-8', () => {
    const reading = readNeedsCsv('needs.csv');
    expect(() => reading.push(Uint8Array.of(...encode('id,units\n'), 0xff, 44, 49, 10))).toThrow(
      'needs.csv, line 2: field 1 is not UTF-8',
    );
  });
});

it('goes from files to files with a certificate', () => {
  const pairs = pairsOf(plain);
  const problem = { needUnits: Int32Array.from(needs.amounts), capacities: resources.amounts, ...pairs };
  const solution = solveTransport(problem);
  expect(textOf(formatMatchesCsv(needs, resources, pairs, solution.flow))).toBe(
    'need_id,resource_id,units,score\nn1,r1,1,5\n需求3,r1,2,7\n',
  );
  expect(textOf(formatPricesCsv(resources, solution))).toBe('resource_id,price\nr1,5\nr2,0\n');
  expect(checkCertificate(problem, solution.flow, solution.prices)).toMatchObject({
    objective: 19,
    gap: 0,
    faults: [],
  });
});
