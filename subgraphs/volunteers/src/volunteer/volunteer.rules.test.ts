import type { Role, Viewer } from '@hub/engine-policy';
import { describe, expect, test } from 'vitest';
import type { VolunteerRow } from './volunteer.entity.ts';
import { indexedIdNumber, numberOf, subjectOfVolunteer, visibleVolunteers, weeklyTimesIn } from './volunteer.rules.ts';

const viewer = (role: Role): Viewer => ({
  subject: 'somebody',
  role,
  divisions: ['420502001000'],
  organisation: 'organisation_1',
  purpose: 'VOLUNTEER_DISPATCH',
  basis: 'CONSENT',
  tokenId: null,
  agreement: null,
  grant: null,
  caseReference: null,
});

test.each([
  ['a volunteer platform those in its divisions', 'volunteer-partner', { within: [['420502001000']] }],
  ['a station those in its divisions', 'station-worker', { within: [['420502001000']] }],
  ['an officer those in her divisions', 'district-officer', { within: [['420502001000']] }],
  ['a charity none', 'charity-partner', 'NONE'],
  ['an operator none', 'operator', 'NONE'],
] as const)('shows %s', (_, role, scope) => {
  expect(visibleVolunteers(viewer(role))).toEqual(scope);
});

test('names the team or platform as the owner of what it knows of a person', () => {
  const row = { id: 'volunteer_1', divisionCode: '420502001001', ownerOrganisationId: 'team_1', bornOn: '1990-01-01' };
  expect(subjectOfVolunteer(row as VolunteerRow)).toEqual(row);
});

describe('weekly times', () => {
  test.each([
    ['any time as an empty list', 0, []],
    ['Monday morning by the lowest bit', 1, [{ weekday: 1, part: 'MORNING' }]],
    ['Monday evening', 1 << 2, [{ weekday: 1, part: 'EVENING' }]],
    ['Wednesday afternoon', 1 << 7, [{ weekday: 3, part: 'AFTERNOON' }]],
    ['Sunday evening by the highest bit', 1 << 20, [{ weekday: 7, part: 'EVENING' }]],
    [
      'two times in the order of the week',
      (1 << 18) | (1 << 4),
      [
        { weekday: 2, part: 'AFTERNOON' },
        { weekday: 7, part: 'MORNING' },
      ],
    ],
  ])('tell %s', (_, windows, times) => {
    expect(weeklyTimesIn(windows)).toEqual(times);
  });

  test('tell each of the 21 times once when every bit is set', () => {
    const times = weeklyTimesIn(2 ** 21 - 1);
    expect(new Set(times.map(({ weekday, part }) => `${weekday} ${part}`)).size).toBe(21);
    expect(times).toHaveLength(21);
  });
});

describe('the unified number', () => {
  const hers = '11010519491231002X';
  const read = numberOf(hers, '1949-12-31');

  test.each([
    ['is kept in capitals', 'v0001', 'V0001'],
    ['is kept without spaces around it', ' V0001 ', 'V0001'],
    ['is kept in half-width signs', 'V０００１', 'V0001'],
    ['may look like the ID number of somebody born on another day', '420502194601012221', '420502194601012221'],
  ])('%s', (_, text, number) => {
    expect(read(text)).toEqual({ ok: true, value: { text: number } });
  });

  test.each([
    ['that is blank', ' ', read],
    ['that is her ID number', '110105 19491231 002x', read],
    ['that is her ID number in 15 digits', '110105491231002', read],
    ['that is an ID number of her birthday, where hers is not known', hers, numberOf(null, '1949-12-31')],
    ['that repeats even a masked ID number', '420502********123X', numberOf('420502********123x', null)],
  ])('is refused for a text %s', (_, text, reads) => {
    expect(reads(text)).toMatchObject({ ok: false });
  });
});

test('indexes an ID number in its one form of 18 signs', () => {
  expect(indexedIdNumber('110105491231002')).toBe(indexedIdNumber(' 11010519491231002x'));
});
