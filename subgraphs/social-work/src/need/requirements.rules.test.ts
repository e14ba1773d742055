import { describe, expect, test } from 'vitest';
import type { ClientRow } from '../client/client.entity.ts';
import { cadenceOf, noAmount, unitsAMonth } from './amount.rules.ts';
import { nothingRequired, type Requirements, required } from './requirements.rules.ts';
import { leastSafeguarding } from './safeguarding.rules.ts';
import { timesIn, windowsOf } from './weeklyTimes.rules.ts';

const today = '2026-11-21';
const before = { ...nothingRequired, units: 4 };
const twiceAWeek = { unitsEachTime: 1, timesAPeriod: 2, period: 'WEEK', periods: 12 } as const;
const after = (wish: Requirements) => required(wish, before, 'HOUR', 'NONE');

test.each([
  ['nothing said', {}, before],
  ['an amount', { units: 6 }, { units: 6, cadencePeriod: null }],
  [
    'two visits a week for twelve weeks',
    { cadence: twiceAWeek },
    { units: 24, cadenceUnits: 1, cadenceTimes: 2, cadencePeriod: 'WEEK', cadencePeriods: 12 },
  ],
  ['a woman, by all means', { genderWish: { gender: 'FEMALE', must: true } }, { genderWish: 'FEMALE', genderMust: 1 }],
  ['a dialect, if possible', { languageWish: { language: 'WU' } }, { languageWish: 'WU', languageMust: 0 }],
  ['a nurse', { certificate: 'NURSE' }, { certificate: 'NURSE' }],
  ['two at once, all or nothing', { helpers: 2, indivisible: true }, { helpers: 2, indivisible: 1 }],
  ['vetted helpers', { vettedOnly: true }, { safeguarding: 'VETTED' }],
  ['no team of a relative', { excludedProviders: ['team_1', 'team_1'] }, { excludedProviders: '|team_1|' }],
  ['Monday morning and Sunday evening', { times: [mondayMorning(), sundayEvening()] }, { windows: 1 | (1 << 20) }],
] as const)('a need with %s', (_, wish, expected) => {
  expect(after(wish)).toMatchObject(expected);
});

test('what was said is taken back with null, and a new amount ends a cadence', () => {
  const said = required(
    { cadence: twiceAWeek, certificate: 'NURSE', genderWish: { gender: 'MALE', must: true } },
    before,
    'HOUR',
    'NONE',
  );
  const taken = required({ units: 3, certificate: null, genderWish: null }, said as typeof before, 'HOUR', 'NONE');
  expect(taken).toEqual({ ...before, units: 3 });
});

describe('refuses', () => {
  test.each([
    ['an amount and a cadence', { units: 2, cadence: twiceAWeek }, { refused: 'AMOUNT_TWICE' }],
    [
      'a cadence of no weeks',
      { cadence: { ...twiceAWeek, periods: 0 } },
      { refused: 'BAD_CADENCE', params: { field: 'periods', met: 0, least: 1, most: 60 } },
    ],
    ['no helper', { helpers: 0 }, { refused: 'BAD_HELPERS' }],
    ['a crowd', { helpers: 21 }, { refused: 'BAD_HELPERS', params: { met: 21, most: 20 } }],
    ['a wish for nobody knows whom', { genderWish: { gender: 'UNKNOWN' } }, { refused: 'WISH_FOR_UNKNOWN_GENDER' }],
    ['an eighth day', { times: [{ weekday: 8, part: 'MORNING' }] }, { refused: 'BAD_WEEKDAY', params: { met: 8 } }],
    ['a provider that is no id', { excludedProviders: ['a|b'] }, { refused: 'BAD_EXCLUSIONS' }],
  ] as const)('%s', (_, wish, refusal) => {
    expect(after(wish)).toMatchObject(refusal);
  });

  test.each([
    ['certificate', { certificate: 'NURSE' }],
    ['genderWish', { genderWish: { gender: 'FEMALE' } }],
    ['languageWish', { languageWish: { language: 'WU' } }],
    ['helpers', { helpers: 2 }],
  ] as const)('%s where money is needed', (field, wish) => {
    expect(required(wish, before, 'FEN', 'NONE')).toEqual({
      refused: 'NO_HELPER_COMES',
      params: { field, unit: 'FEN' },
    });
  });
});

test.each([
  ['an old woman', { bornOn: '1946-01-01', groups: '' }, 'NONE'],
  ['who is seventeen', { bornOn: '2008-11-22', groups: '' }, 'ENHANCED'],
  ['who is eighteen today', { bornOn: '2008-11-21', groups: '' }, 'NONE'],
  ['an orphan of whom no birthday is known', { bornOn: null, groups: '|ORPHAN|' }, 'ENHANCED'],
  ['somebody of whom no birthday is known', { bornOn: null, groups: '|DIBAO|' }, 'NONE'],
] as const)('for %s helpers are looked into at least so well', (_, client, level) => {
  expect(leastSafeguarding(client as ClientRow, today)).toBe(level);
});

test('nobody lowers what a child needs, and everybody may ask for more', () => {
  expect(required({ safeguarding: 'NONE' }, before, 'HOUR', 'ENHANCED')).toMatchObject({ safeguarding: 'ENHANCED' });
  expect(required({ vettedOnly: false }, before, 'HOUR', 'ENHANCED')).toMatchObject({ safeguarding: 'ENHANCED' });
  expect(required({ safeguarding: 'ENHANCED' }, before, 'HOUR', 'NONE')).toMatchObject({ safeguarding: 'ENHANCED' });
});

test('a cadence and times come back as they were said', () => {
  expect(cadenceOf({ ...before, ...(after({ cadence: twiceAWeek }) as typeof before) })).toEqual(twiceAWeek);
  expect(cadenceOf(before)).toBeNull();
  const times = [mondayMorning(), sundayEvening()];
  expect(timesIn(windowsOf(times) as number)).toEqual(times);
});

function mondayMorning() {
  return { weekday: 1, part: 'MORNING' } as const;
}
function sundayEvening() {
  return { weekday: 7, part: 'EVENING' } as const;
}

test.each([
  [
    'twice a week for twelve weeks',
    { units: 24, cadenceUnits: 1, cadenceTimes: 2, cadencePeriod: 'WEEK', cadencePeriods: 12 },
    9,
  ],
  [
    'once a week for three weeks',
    { units: 3, cadenceUnits: 1, cadenceTimes: 1, cadencePeriod: 'WEEK', cadencePeriods: 3 },
    3,
  ],
  [
    'two hours four times a month for a year',
    { units: 96, cadenceUnits: 2, cadenceTimes: 4, cadencePeriod: 'MONTH', cadencePeriods: 12 },
    8,
  ],
  ['all at once', { ...noAmount, units: 24 }, null],
] as const)('of help that is given %s, so much falls in one month', (_, amount, aMonth) => {
  expect(unitsAMonth(amount)).toBe(aMonth);
});
