import { expect, it } from 'vitest';
import { withheldIn } from './withheld.ts';

const answer = (withheld: unknown) => JSON.stringify({ data: {}, extensions: { withheld } });

it.each([
  ['nothing in no answer', null, []],
  ['nothing in an answer without the entry', '{"data":{}}', []],
  ['nothing in text that is not JSON', 'oops "withheld"', []],
  ['nothing in a field that happens to have the name', '{"data":{"withheld":["IDENTITY"]}}', []],
  ['nothing where the entry is no list', answer('IDENTITY'), []],
  ['plain words as they are', answer(['Resident.name']), ['Resident.name']],
  [
    'field, class and need in the order they were sent',
    answer([{ field: 'Resident.name', class: 'IDENTITY', needed: ['VISIT', 'CASE_SERVICE'], grant: null }]),
    ['Resident.name · IDENTITY · VISIT, CASE_SERVICE'],
  ],
])('finds %s', (_, text, lines) => {
  expect(withheldIn(text)).toEqual(lines);
});
