import { describe, expect, test } from 'vitest';
import { decide, explain, type Purpose, purposes, type Viewer } from '../src/index.ts';

const today = '2026-11-21';
const officer = (organisation: string | null, purpose: Purpose): Viewer => ({
  subject: 'officer',
  role: 'district-officer',
  divisions: ['120101000000'],
  organisation,
  purpose,
  basis: 'STATUTORY_DUTY',
  tokenId: null,
  agreement: null,
  grant: null,
  caseReference: null,
});

/**
 * The duty split of Tianjin's opinions on street and town stations: party departments of social work coordinate (统筹协调), civil
 * affairs guides the business (业务指导), street and town offices manage and supervise day by day (日常管理和监督). For each body, the
 * purposes for which its people are given a name, of all that their role has.
 */
const tianjin: readonly (readonly [string, string | null, readonly Purpose[]])[] = [
  ['the social-work department, which coordinates', 'org_social_work_tianjin', ['RESOURCE_MATCHING']],
  [
    'the civil-affairs bureau, which guides',
    'org_civil_affairs_tianjin',
    ['ASSISTANCE_RECOGNITION', 'DYNAMIC_MONITORING', 'RESOURCE_MATCHING', 'CORRECTION'],
  ],
  [
    'a street office, which manages and supervises',
    'org_street_heping',
    ['DYNAMIC_MONITORING', 'RESOURCE_MATCHING', 'CASE_SERVICE', 'VISIT'],
  ],
  [
    'a body whose duties nobody has told apart',
    null,
    ['ASSISTANCE_RECOGNITION', 'DYNAMIC_MONITORING', 'RESOURCE_MATCHING', 'CASE_SERVICE', 'VISIT', 'CORRECTION'],
  ],
];

describe('the duties of Tianjin', () => {
  test.each(tianjin)('give %s a name for these purposes', (_, organisation, expected) => {
    const given = purposes.filter((purpose) => decide(officer(organisation, purpose), 'PERSONAL', null, today).allowed);
    expect(given).toEqual(expected);
  });

  test('are what is needed where the role alone would do', () => {
    const coordinator = officer('org_social_work_tianjin', 'ASSISTANCE_RECOGNITION');
    expect(decide(coordinator, 'IDENTIFIER', null, today)).toEqual({ allowed: false, needed: 'DUTY' });
  });
});

describe('explain', () => {
  test('answers for every dimension, whatever the first of them says', () => {
    const child = { id: 'resident_1', bornOn: '2016-01-01' };
    const steps = explain(
      { ...officer('org_social_work_tianjin', 'VISIT'), basis: 'CONSENT' },
      'CONTACT',
      child,
      today,
    );
    expect(steps.map(({ dimension, passed }) => `${dimension} ${passed}`)).toEqual([
      'PURPOSE true',
      'DUTY false',
      'ROLE_AND_PURPOSE true',
      'AGREEMENT true',
      'BASIS true',
      'GUARDIAN_CONSENT false',
      'MINOR_APPROVAL false',
    ]);
  });

  test('has nothing to say of a class that is open to all', () => {
    expect(explain(officer(null, 'VISIT'), 'PUBLIC', null, today)).toEqual([]);
  });

  test('agrees with the decision', () => {
    for (const purpose of purposes) {
      const viewer = officer('org_civil_affairs_tianjin', purpose);
      const decision = decide(viewer, 'SENSITIVE', null, today);
      const first = explain(viewer, 'SENSITIVE', null, today).find(({ passed }) => !passed)?.dimension;
      expect(decision.allowed ? undefined : decision.needed).toBe(first);
    }
  });
});
