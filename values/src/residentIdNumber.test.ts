import { describe, expect, test } from 'vitest';
import {
  isMaskedIdNumber,
  maskIdNumber,
  maskIdNumberShort,
  parseResidentIdNumber,
  residentIdCheckDigit,
  residentIdNumberOf,
} from './residentIdNumber.ts';

const today = '2025-06-30';
const read = (text: string) => parseResidentIdNumber(text, today);
const refusal = (problem: string) => ({ ok: false, problem });

/** Numbers spread over places, births, sequences and hence over all eleven check digits. */
const samples = Array.from({ length: 60 }, (_, n) =>
  residentIdNumberOf({
    divisionCode: ['110105', '420502', '522301', '350206', '810000'][n % 5] ?? '',
    bornOn: `${1931 + n}-${String((n % 12) + 1).padStart(2, '0')}-${String(((n * 7) % 28) + 1).padStart(2, '0')}`,
    sequence: (n * 397) % 1000,
  }),
);

describe('the examples of GB 11643-1999', () => {
  test('11010519491231002X is a woman born on the last day of 1949 in 110105', () => {
    expect(read('11010519491231002X')).toEqual({
      ok: true,
      value: {
        text: '11010519491231002X',
        divisionCode: '110105',
        bornOn: '1949-12-31',
        gender: 'FEMALE',
        derived: false,
      },
      warnings: [],
    });
  });
  test('440524188001010014 is a man, too old to be alive', () => {
    expect(read('440524188001010014')).toMatchObject({
      value: { bornOn: '1880-01-01', gender: 'MALE' },
      warnings: ['IMPLAUSIBLE_AGE'],
    });
    expect(parseResidentIdNumber('440524188001010014')).toMatchObject({ ok: true, warnings: [] });
  });
  test('their check digits follow from the other 17', () => {
    expect(residentIdCheckDigit('11010519491231002')).toBe('X');
    expect(residentIdCheckDigit('44052418800101001')).toBe('4');
  });
});

test.each([
  '11010519491231002x',
  '11010519491231002X',
  ' 110105 19491231 002X ',
  "'11010519491231002X",
  '110105-19491231-002X\uFEFF',
])('%j is read as 11010519491231002X', (text) =>
  expect(read(text)).toMatchObject({ ok: true, value: { text: '11010519491231002X' } }),
);

test('15 digits become 18 and are marked as derived', () => {
  expect(read('110105491231002')).toMatchObject({
    value: { text: '11010519491231002X', bornOn: '1949-12-31', gender: 'FEMALE', derived: true },
    warnings: ['DERIVED_FROM_15_DIGITS'],
  });
});

test.each([
  ['990105194912310022', ['FOREIGN_PERMANENT_RESIDENT']],
  ['100105194912310020', ['UNKNOWN_DIVISION']],
  ['830000199001010017', []],
])('a number built on %s is read with the warnings %j', (text, warnings) => {
  const first17 = text.slice(0, 17);
  expect(read(`${first17}${residentIdCheckDigit(first17)}`)).toMatchObject({ ok: true, warnings });
});

test.each([
  ['', 'ID_NUMBER_BLANK'],
  ['1101051949123100', 'ID_NUMBER_LENGTH'],
  ['11010519491231002XX', 'ID_NUMBER_LENGTH'],
  ['11010519491231O02X', 'ID_NUMBER_SIGNS'],
  ['X1010519491231002X', 'ID_NUMBER_SIGNS'],
  ['11010549123100X', 'ID_NUMBER_SIGNS'],
  ['١١٠١٠٥١٩٤٩١٢٣١٠٠٢X', 'ID_NUMBER_SIGNS'],
  ['110105********002X', 'ID_NUMBER_MASKED'],
  ['1.10105E+17', 'ID_NUMBER_ROUNDED'],
  ['110105194902300021', 'BIRTH_DATE_IMPOSSIBLE'],
  ['110105000012310021', 'BIRTH_DATE_IMPOSSIBLE'],
  ['110105000229002', 'BIRTH_DATE_IMPOSSIBLE'],
  ['110105194912310021', 'CHECK_DIGIT_WRONG'],
])('%j is refused as %s', (text, problem) => {
  expect(read(text)).toMatchObject(refusal(problem));
});

test('a birth after today is refused, one today is not', () => {
  const born = (bornOn: string) => residentIdNumberOf({ divisionCode: '110105', bornOn, sequence: 1 });
  expect(read(born('2025-07-01'))).toMatchObject(refusal('BIRTH_DATE_IN_FUTURE'));
  expect(read(born(today))).toMatchObject({ ok: true });
  expect(parseResidentIdNumber(born('2025-07-01'))).toMatchObject({ ok: true });
});

test('what is left when a spreadsheet keeps 15 of 18 digits is called by its name', () => {
  expect(read('110105194912310000')).toMatchObject({
    problem: 'CHECK_DIGIT_WRONG',
    met: expect.stringContaining('spreadsheet'),
  });
});

describe('any valid number', () => {
  test('is read back as it was built', () => {
    expect(new Set(samples.map((text) => text[17])).size).toBe(11);
    for (const text of samples) {
      const parsed = read(text);
      if (!parsed.ok) throw new Error(parsed.problem);
      const { divisionCode, bornOn, gender } = parsed.value;
      expect(residentIdNumberOf({ divisionCode, bornOn, sequence: Number(text.slice(14, 17)) })).toBe(text);
      expect(gender).toBe(Number(text[16]) % 2 === 1 ? 'MALE' : 'FEMALE');
    }
  });
  test('is refused after every change of one sign', () => {
    for (const text of samples) {
      for (let place = 0; place < 18; place += 1) {
        for (const sign of '0123456789X') {
          const edited = `${text.slice(0, place)}${sign}${text.slice(place + 1)}`;
          expect(read(edited).ok).toBe(edited === text);
        }
      }
    }
  });
  test('is refused after every exchange of two neighbours', () => {
    for (const text of samples) {
      for (let place = 0; place < 17; place += 1) {
        const edited = `${text.slice(0, place)}${text[place + 1]}${text[place]}${text.slice(place + 2)}`;
        expect(read(edited).ok).toBe(edited === text);
      }
    }
  });
  test('of the last century survives the loss of its century and check digit', () => {
    for (const text of samples) {
      expect(read(`${text.slice(0, 6)}${text.slice(8, 17)}`)).toMatchObject({ value: { text, derived: true } });
    }
  });
});

test.each([
  [{ divisionCode: '11010', bornOn: '1990-01-01', sequence: 1 }],
  [{ divisionCode: '110105', bornOn: '1990-02-30', sequence: 1 }],
  [{ divisionCode: '110105', bornOn: '1990-01-01', sequence: 1000 }],
  [{ divisionCode: '110105', bornOn: '1990-01-01', sequence: 0.5 }],
])('nothing is built from %j', (parts) => {
  expect(() => residentIdNumberOf(parts)).toThrow(RangeError);
});

test('no check digit is given for anything but 17 digits', () => {
  expect(() => residentIdCheckDigit('1101051949123100')).toThrow(RangeError);
});

describe('masks', () => {
  test.each([
    ['11010519491231002x', '110105********002X', '1101************2X'],
    ['110105491231002', '110105*****1002', '1101*********02'],
    ['E12345678', '*********', '*********'],
    ['11010519491231002X42', '*'.repeat(20), '*'.repeat(20)],
    ['', '', ''],
  ])('%j becomes %s or %s', (text, long, short) => {
    expect(maskIdNumber(text)).toBe(long);
    expect(maskIdNumberShort(text)).toBe(short);
  });
  test('are recognised, and masking again shows no more', () => {
    for (const text of samples) {
      expect(isMaskedIdNumber(text)).toBe(false);
      expect(isMaskedIdNumber(maskIdNumber(text))).toBe(true);
      expect(isMaskedIdNumber(maskIdNumberShort(text))).toBe(true);
      expect(maskIdNumber(maskIdNumber(text))).toBe(maskIdNumber(text));
      expect(maskIdNumber(maskIdNumberShort(text))).toBe(maskIdNumberShort(text));
    }
  });
  test.each([
    '510104********1234',
    '510104xxxxxxxx1234',
    '**************002X',
    '5101**********',
    '510104********123X',
    '******************',
  ])('%s is a masked number', (text) => expect(isMaskedIdNumber(text)).toBe(true));
  test.each(['138****1234', '', '11010519491231002X', '张三'])('%j is none', (text) => {
    expect(isMaskedIdNumber(text)).toBe(false);
  });
});
