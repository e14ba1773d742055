import { describe, expect, test } from 'vitest';
import { creditCodeCheck, creditCodeOf, organisationCodeCheck, parseCreditCode } from './creditCode.ts';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const samples = Array.from({ length: 40 }, (_, n) =>
  creditCodeOf({
    registrationAuthority: '5',
    organisationKind: '1239'.charAt(n % 4),
    divisionCode: ['420502', '100000', '522301', '650000'][n % 4] ?? '',
    sequence: n * 21_300_000_007,
  }),
);

/** A code whose outer check is right, whatever is inside. */
const sealed = (first17: string) => `${first17}${creditCodeCheck(first17)}`;

test('the example of GB 32100-2015 is read in its parts', () => {
  expect(parseCreditCode('91350100M000100Y43')).toEqual({
    ok: true,
    value: {
      text: '91350100M000100Y43',
      registrationAuthority: '9',
      organisationKind: '1',
      divisionCode: '350100',
      organisationCode: 'M000100Y4',
    },
    warnings: [],
  });
});

test('the example of GB 11714 ends with X', () => expect(organisationCodeCheck('D2143569')).toBe('X'));

// Published by their owners: Baidu, Tencent, Alibaba, Huawei.
test.each(['91110000802100433B', '9144030071526726XG', '91330100799655058B', '914403001922038216'])(
  '%s, in use, is read without a warning',
  (text) => {
    expect(parseCreditCode(text)).toMatchObject({ ok: true, value: { text }, warnings: [] });
  },
);

test.each(['91350100m000100y43', ' 9135 0100 M000100Y4-3 ', '91350100M000100Y43'])(
  '%j is read as 91350100M000100Y43',
  (text) => {
    expect(parseCreditCode(text)).toMatchObject({ ok: true, value: { text: '91350100M000100Y43' } });
  },
);

test.each([
  ['', 'CREDIT_CODE_BLANK'],
  ['91350100M000100Y4', 'CREDIT_CODE_LENGTH'],
  ['91350100M000100Y433', 'CREDIT_CODE_LENGTH'],
  ['91350100M0001OOY43', 'CREDIT_CODE_SIGNS'],
  ['9135A100M000100Y43', 'CREDIT_CODE_SIGNS'],
  ['91350100M000100Y4*', 'CREDIT_CODE_SIGNS'],
  ['91350100M000100Y44', 'CHECK_SIGN_WRONG'],
])('%j is refused as %s', (text, problem) => {
  expect(parseCreditCode(text)).toMatchObject({ ok: false, problem });
});

test.each([
  [sealed('52420502MJ0000019'), 'ORGANISATION_CODE_CHECK_WRONG'],
  [sealed(`B1420502${'00000001'}${organisationCodeCheck('00000001')}`), 'UNKNOWN_AUTHORITY'],
  [sealed(`57420502${'00000001'}${organisationCodeCheck('00000001')}`), 'UNKNOWN_ORGANISATION_KIND'],
  [sealed(`51990502${'00000001'}${organisationCodeCheck('00000001')}`), 'UNKNOWN_DIVISION'],
])('%s is read with the warning %s', (text, warning) => {
  expect(parseCreditCode(text)).toMatchObject({ ok: true, warnings: [warning] });
});

describe('any code that was built', () => {
  test('is read without a warning and differs from the others', () => {
    expect(new Set(samples).size).toBe(samples.length);
    for (const text of samples)
      expect(parseCreditCode(text)).toMatchObject({ ok: true, value: { text }, warnings: [] });
  });
  test('is refused after every change of one sign', () => {
    for (const text of samples) {
      for (let place = 0; place < 18; place += 1) {
        for (const sign of alphabet) {
          const edited = `${text.slice(0, place)}${sign}${text.slice(place + 1)}`;
          if (parseCreditCode(edited).ok !== (edited === text)) throw new Error(`${edited} was taken for ${text}`);
        }
      }
    }
  });
  test('is refused after every exchange of two neighbours', () => {
    for (const text of samples) {
      for (let place = 0; place < 17; place += 1) {
        const edited = `${text.slice(0, place)}${text[place + 1]}${text[place]}${text.slice(place + 2)}`;
        expect(parseCreditCode(edited).ok).toBe(edited === text);
      }
    }
  });
});

test('nothing is computed from what is no code', () => {
  expect(() => creditCodeCheck('91350100M000100Y')).toThrow(RangeError);
  expect(() => creditCodeCheck('91350100M000100I4')).toThrow(RangeError);
  expect(() => organisationCodeCheck('D214356')).toThrow(RangeError);
  const parts = { registrationAuthority: '5', organisationKind: '1', divisionCode: '420502', sequence: 1 };
  expect(() => creditCodeOf({ ...parts, sequence: -1 })).toThrow(RangeError);
  expect(() => creditCodeOf({ ...parts, sequence: 31 ** 8 })).toThrow(RangeError);
  expect(() => creditCodeOf({ ...parts, divisionCode: '4205' })).toThrow(RangeError);
  expect(() => creditCodeOf({ ...parts, organisationKind: '' })).toThrow(RangeError);
  expect(() => creditCodeOf({ ...parts, registrationAuthority: 'I' })).toThrow(RangeError);
});
