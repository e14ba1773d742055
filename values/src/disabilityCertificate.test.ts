import { expect, test } from 'vitest';
import {
  disabilityCategories,
  maskDisabilityCertificate,
  parseDisabilityCertificate,
} from './disabilityCertificate.ts';

const idNumber = '11010519491231002X';

test.each(disabilityCategories.map((category, place) => [place + 1, category] as const))(
  'category %i is %s',
  (digit, category) => {
    for (const level of [1, 2, 3, 4]) {
      expect(parseDisabilityCertificate(`${idNumber}${digit}${level}`)).toMatchObject({
        ok: true,
        value: { category, level, reissue: 0, idNumber: { text: idNumber, bornOn: '1949-12-31' } },
        warnings: [],
      });
    }
  },
);

test.each([
  [`${idNumber}42B1`, 1],
  ['11010519491231002x42b2', 2],
  [`${idNumber}42B12`, 12],
])('%s was issued again, %i times', (text, reissue) => {
  expect(parseDisabilityCertificate(text)).toMatchObject({
    ok: true,
    value: { category: 'PHYSICAL', level: 2, reissue },
  });
});

test.each([
  ['', 'CERTIFICATE_BLANK'],
  [idNumber, 'CERTIFICATE_LENGTH'],
  [`${idNumber}4`, 'CERTIFICATE_LENGTH'],
  [`${idNumber}42B`, 'CERTIFICATE_LENGTH'],
  [`${idNumber}42B123`, 'CERTIFICATE_LENGTH'],
  ['11010519491231002042', 'CHECK_DIGIT_WRONG'],
  [`${idNumber}02`, 'DISABILITY_CATEGORY_UNKNOWN'],
  [`${idNumber}82`, 'DISABILITY_CATEGORY_UNKNOWN'],
  [`${idNumber}B2`, 'DISABILITY_CATEGORY_UNKNOWN'],
  [`${idNumber}40`, 'DISABILITY_LEVEL_UNKNOWN'],
  [`${idNumber}45`, 'DISABILITY_LEVEL_UNKNOWN'],
  [`${idNumber}42A1`, 'CERTIFICATE_ENDING'],
  [`${idNumber}42B0`, 'CERTIFICATE_ENDING'],
])('%j is refused as %s', (text, problem) => {
  expect(parseDisabilityCertificate(text)).toMatchObject({ ok: false, problem });
});

test('a birth after today is refused as in the identity number', () => {
  expect(parseDisabilityCertificate(`${idNumber}42`, '1949-12-30')).toMatchObject({ problem: 'BIRTH_DATE_IN_FUTURE' });
});

test.each([
  [`${idNumber}42`, '1101************2X**'],
  [`${idNumber}42B1`, '1101************2X****'],
  ['B1', '**'],
])('%s is masked as %s', (text, masked) => {
  expect(maskDisabilityCertificate(text)).toBe(masked);
});
