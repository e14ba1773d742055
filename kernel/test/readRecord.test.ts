import { expect, test } from 'vitest';
import { readRecord } from '../src/index.ts';

const codes = ['LAWYER', 'NURSE'] as const;
const paper = (record: ReturnType<typeof readRecord>) => ({
  code: record.code('code', codes),
  until: record.optionalDay('until'),
});

test.each([
  ['left out', {}, [], []],
  ['empty', { papers: [] }, [], []],
  ['whole', { papers: [{ code: 'NURSE', until: null }] }, [{ code: 'NURSE', until: null }], []],
  ['no list', { papers: 'NURSE' }, [], [['papers', 'a list of records']]],
  [
    'with a wrong word in its second record',
    { papers: [{ code: 'LAWYER' }, { code: 'COOK' }] },
    [
      { code: 'LAWYER', until: null },
      { code: 'LAWYER', until: null },
    ],
    [['papers[1].code', 'one of LAWYER, NURSE']],
  ],
])('a list of records that is %s', (_, record, items, problems) => {
  const reader = readRecord(record);
  expect(reader.records('papers', paper)).toEqual(items);
  expect(reader.problems.map(({ field, params }) => [field, params?.expected])).toEqual(problems);
});

test.each([
  ['left out', {}, [null, null], 0],
  ['given', { flag: true, codes: ['NURSE'] }, [1, ['NURSE']], 0],
  ['wrong', { flag: 'yes', codes: ['COOK'] }, [0, []], 2],
])('what may be left out is %s', (_, record, values, problems) => {
  const reader = readRecord(record);
  expect([reader.optionalFlag('flag'), reader.optionalCodes('codes', codes)]).toEqual(values);
  expect(reader.problems).toHaveLength(problems);
});

test.each(['2024-02-29', '2000-02-29', '2023-12-31', '1999-04-30'])('%s is a day', (day) => {
  const reader = readRecord({ day });
  expect(reader.day('day')).toBe(day);
  expect(reader.problems).toEqual([]);
});

test.each([
  '2023-02-29',
  '1900-02-29',
  '2024-04-31',
  '2024-00-10',
  '2024-13-10',
  '2024-01-00',
  '2024-01-32',
  '2024-1-01',
  '2024-01-1 ',
  'abcd-02-03',
  '2024/01/01',
  '2024-01-01T',
  '20240101',
])('%s is none', (day) => {
  const reader = readRecord({ day });
  expect(reader.day('day')).toBe('');
  expect(reader.problems).toHaveLength(1);
});
