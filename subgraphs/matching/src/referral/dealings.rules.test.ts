import type { MatchNeed, MatchResource } from '@hub/engine-matching';
import { describe, expect, test } from 'vitest';
import type { ResourceRow } from '../resource/resource.entity.ts';
import { type DealingRows, dealingsOf } from './dealings.rules.ts';
import { declineReasons, type ReferralRow } from './referral.entity.ts';

const today = '2026-11-21';
let made = 0;
const referral = (parts: Partial<ReferralRow>) =>
  ({
    id: `referral_${made++}`,
    needId: 'need_1',
    clientId: 'client_1',
    resourceId: 'time_1',
    resourceKind: 'VOLUNTEER_TIME',
    resourceOwnerId: 'volunteer_1',
    providerId: 'team_1',
    unit: 'HOUR',
    units: 4,
    monthUnits: null,
    servedUnits: 0,
    state: 'SENT',
    endedOn: null,
    reason: null,
    ...parts,
  }) as ReferralRow;
const dealings = (referrals: readonly ReferralRow[], more: Partial<DealingRows> = {}) =>
  dealingsOf({ referrals, spent: [], persons: [], today, ...more });
const need = { id: 'need_1', units: 10, personKey: 'client_1' } as MatchNeed;
const resource = { id: 'time_1', capacity: 20, personKey: null } as unknown as MatchResource;
const row = {
  kind: 'VOLUNTEER_TIME',
  ownerId: 'volunteer_1',
  capacity: 20,
  perPersonYearCap: null,
  providerYearCap: null,
  leastUnits: null,
  matchGives: null,
  matchForEach: null,
  matchBeside: '',
  startsOn: null,
  expiresOn: null,
  bookedUnits: 0,
  usedMonth: null,
  usedUnits: 0,
} as ResourceRow;

describe('a run', () => {
  test.each([
    ['PROPOSED', 0],
    ['SENT', 0],
    ['ACCEPTED', 4],
    ['IN_PROGRESS', 4],
  ] as const)('holds the pair of a referral that is %s, with %i units', (state, units) => {
    expect(dealings([referral({ state })]).fixed).toEqual([{ needId: 'need_1', resourceId: 'time_1', units }]);
  });

  test('holds nothing of what is over', () => {
    const over = (['COMPLETED', 'DECLINED', 'CANCELLED', 'EXPIRED'] as const).map((state) => referral({ state }));
    expect(dealings(over).fixed).toEqual([]);
  });

  test('counts what was given against the need, by whomever', () => {
    const given = [3, 2].map((servedUnits) => referral({ state: 'COMPLETED', servedUnits, endedOn: today }));
    expect(dealings(given).needOf(need).units).toBe(5);
    expect(dealings([...given, ...given]).needOf(need).units).toBe(0);
  });

  test('is asked for a month of what is given again and again, less what is promised for each month', () => {
    const weekly = { ...need, units: 9, inAll: 24 };
    const accepted = referral({ state: 'ACCEPTED', units: 12, monthUnits: 5 });
    expect(dealings([]).needOf(weekly)).toMatchObject({ units: 9, inAll: 24 });
    expect(dealings([accepted]).fixed).toMatchObject([{ units: 5 }]);
    expect(dealings([accepted]).needOf(weekly)).toMatchObject({ units: 9, inAll: 12 });
    const given = referral({ state: 'COMPLETED', servedUnits: 20, endedOn: today });
    expect(dealings([given]).needOf(weekly)).toMatchObject({ units: 4, inAll: 4 });
  });

  test.each([
    ['not yet booked', 5, row, 15],
    ['partly booked', 5, { ...row, capacity: 17, bookedUnits: 3 }, 15],
    ['booked', 5, { ...row, capacity: 15, bookedUnits: 5 }, 15],
    ['of this month used besides', 5, { ...row, usedMonth: '2026-11', usedUnits: 9, bookedUnits: 5 }, 11],
    ['of a month that is over', 5, { ...row, usedMonth: '2026-10', usedUnits: 9, bookedUnits: 5 }, 20],
  ])('sees what is left of a resource when what was given is %s', (_, spent, offered, capacity) => {
    const ledger = [{ resourceKind: 'VOLUNTEER_TIME', resourceOwnerId: 'volunteer_1', spent }];
    expect(dealings([], { spent: ledger }).resourceOf(resource, offered).capacity).toBe(capacity);
  });

  test('knows persons by the keys of linkage, and by the record where there is none', () => {
    const persons = [
      { recordKind: 'client', recordId: 'client_1', personKey: 'person_1', familyKeys: 'family_1' },
      { recordKind: 'volunteer', recordId: 'volunteer_1', personKey: 'person_1', familyKeys: 'family_1 family_2' },
    ] as const;
    const known = dealings([], { persons });
    expect(known.needOf(need).familyKeys).toEqual(['family_1']);
    expect(known.resourceOf(resource, row).familyKeys).toEqual(['family_1', 'family_2']);
    expect([known.needOf(need).personKey, known.resourceOf(resource, row).personKey]).toEqual(['person_1', 'person_1']);
    const unknown = dealings([]);
    expect([unknown.needOf(need).personKey, unknown.resourceOf(resource, row).personKey]).toEqual(['client_1', null]);
    expect(unknown.needOf(need).familyKeys).toEqual([]);
  });
});

describe('the past', () => {
  test('tells who was served by whom', () => {
    const served = referral({ state: 'COMPLETED', servedUnits: 3, endedOn: '2026-10-01' });
    const persons = [{ recordKind: 'client', recordId: 'client_1', personKey: 'person_1', familyKeys: '' }] as const;
    expect(dealings([served], { persons }).past).toEqual([
      {
        kind: 'SERVED',
        personKey: 'person_1',
        resourceId: 'time_1',
        providerId: 'team_1',
        units: 3,
        unit: 'HOUR',
        on: '2026-10-01',
      },
    ]);
  });

  test.each(declineReasons)('tells of a decline for the reason %s', (reason) => {
    const [told] = dealings([referral({ state: 'DECLINED', reason, endedOn: '2026-10-01' })]).past;
    expect(told).toMatchObject({ kind: 'DECLINED', resourceId: 'time_1', on: '2026-10-01' });
  });

  test('forgets after two years, and tells nothing of what was not served', () => {
    const long = referral({ state: 'DECLINED', reason: 'OTHER', endedOn: '2024-11-20' });
    const unserved = referral({ state: 'COMPLETED', endedOn: '2026-10-01' });
    expect(dealings([long, unserved, referral({ state: 'CANCELLED', endedOn: '2026-10-01' })]).past).toEqual([]);
  });
});
