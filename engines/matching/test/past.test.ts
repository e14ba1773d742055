import { describe, expect, it } from 'vitest';
import { defaultPolicy, type MatchInput, type MatchResource, match, type PastDealing } from '../src/index.ts';
import { aFund, aNeed, aVolunteer, today } from './synthetic.ts';

const servedBy = (parts: Partial<Extract<PastDealing, { kind: 'SERVED' }>> = {}): PastDealing => ({
  kind: 'SERVED',
  personKey: 'person_1',
  resourceId: 'resource_1',
  providerId: 'team_1',
  units: 2,
  on: today,
  ...parts,
});
const declinedBy = (parts: Partial<Extract<PastDealing, { kind: 'DECLINED' }>> = {}): PastDealing => ({
  kind: 'DECLINED',
  personKey: 'person_1',
  resourceId: 'resource_1',
  providerId: 'team_1',
  reason: 'TOO_FAR',
  on: today,
  ...parts,
});
const offerOf = (
  past: readonly PastDealing[],
  resource: Partial<MatchResource> = {},
  more: Partial<MatchInput> = {},
) => {
  const [answer] = match({
    needs: [aNeed()],
    resources: [aVolunteer(resource)],
    policy: defaultPolicy,
    today,
    past,
    ...more,
  }).needs;
  const offer = answer?.proposed[0];
  if (offer === undefined) throw new Error('No proposal when expected one.');
  return offer;
};

describe('who served her before', () => {
  it.each<[string, PastDealing, number]>([
    ['today, in full', servedBy(), 150],
    ['half a year ago, by half', servedBy({ on: '2024-12-29' }), 75],
    ['longer than a year ago, not at all', servedBy({ on: '2024-06-01' }), 0],
    ['by another of the same provider, by half', servedBy({ resourceId: 'resource_9' }), 75],
    ['by another provider, not at all', servedBy({ resourceId: 'resource_9', providerId: 'team_9' }), 0],
    ['somebody else, not at all', servedBy({ personKey: 'person_9' }), 0],
  ])('counts: %s', (_, dealing, points) => {
    const { components, score } = offerOf([dealing]);
    expect(components.continuity).toBe(points);
    expect(Object.values(components).reduce((a, b) => a + b, 0)).toBe(score);
  });

  it('is proposed again among equals, and the reason is given', () => {
    const resources = [aVolunteer(), aVolunteer({ id: 'resource_2' }), aVolunteer({ id: 'resource_3' })];
    const past = [servedBy({ resourceId: 'resource_2', on: '2025-06-01' })];
    const [answer] = match({ needs: [aNeed()], resources, policy: defaultPolicy, today, past }).needs;
    expect(answer?.proposed[0]?.resourceId).toBe('resource_2');
    expect(answer?.proposed[0]?.reasons).toContainEqual({
      code: 'KNOWN_HELPER',
      params: { on: '2025-06-01', units: 2 },
    });
    expect(answer?.alternatives[0]?.reasons.map(({ code }) => code)).toContain('KNOWN_PROVIDER');
  });
});

describe('who declined before', () => {
  it.each<[string, readonly PastDealing[], number]>([
    ['by its reason', [declinedBy()], -120],
    ['less as time goes by', [declinedBy({ on: '2025-04-01' })], -60],
    ['no more after half a year', [declinedBy({ on: '2024-12-01' })], 0],
    ['for ever where the reason lasts', [declinedBy({ on: '2015-01-01', reason: 'NOT_WANTED' })], -200],
    ['for an unknown reason by half', [declinedBy({ reason: 'SOMETHING' })], -100],
    ['never more than in full', [declinedBy(), declinedBy(), declinedBy()], -200],
    ['as a provider with all its resources', [declinedBy({ resourceId: null })], -120],
    ['another resource of the provider alone, not at all', [declinedBy({ resourceId: 'resource_9' })], 0],
  ])('loses points %s', (_, past, points) => {
    expect(offerOf(past).components.declined).toBe(points === 0 ? 0 : points);
  });

  it('is still proposed when nobody else fits, and it is said', () => {
    expect(offerOf([declinedBy({ reason: 'NOT_WANTED' })]).reasons).toContainEqual({
      code: 'DECLINED_BEFORE',
      params: { reason: 'NOT_WANTED', on: today, points: -200 },
    });
  });
});

describe('wishes and load', () => {
  it.each<[string, Partial<MatchResource>, number]>([
    ['both met', { gender: 'FEMALE', languages: ['YUE'] }, 100],
    ['one met', { gender: 'FEMALE' }, 50],
    ['none met', { gender: 'MALE' }, 0],
  ])('gives points for wishes: %s', (_, resource, points) => {
    const wishes = { gender: { is: 'FEMALE', must: false }, language: { is: 'YUE', must: false } };
    expect(offerOf([], resource, { needs: [aNeed(wishes)] }).components.wishes).toBe(points);
  });

  it.each<[string, { readonly units: number; readonly peersMean: number } | null, number]>([
    ['unknown', null, 0],
    ['nothing', { units: 0, peersMean: 0 }, 50],
    ['as its peers', { units: 8, peersMean: 8 }, 25],
    ['three times its peers', { units: 24, peersMean: 8 }, 13],
  ])('gives points for a load that was %s', (_, recentLoad, points) => {
    expect(offerOf([], { recentLoad }).components.evenLoad).toBe(points);
  });
});

describe('what she had before', () => {
  const cash = (id: string, units = 500) => aNeed({ id, service: 'CASH_RELIEF', unit: 'FEN', units });
  const had = (units: number, on = today, resourceId = 'fund_1'): PastDealing =>
    servedBy({ resourceId, providerId: 'charity_1', units, on });
  const given = (fund: Partial<MatchResource>, past: readonly PastDealing[]): number =>
    match({ needs: [cash('n')], resources: [aFund(fund)], policy: defaultPolicy, today, past }).needs[0]
      ?.proposedUnits ?? -1;

  it.each<[string, Partial<MatchResource>, readonly PastDealing[], number]>([
    ['the cap for ever', { perPersonCap: 600 }, [had(400, '2019-01-01')], 200],
    ['the cap of the year', { perPersonYearCap: 600 }, [had(400, '2025-01-01')], 200],
    ['no cap of the year in another year', { perPersonYearCap: 600 }, [had(400, '2024-12-31')], 500],
    ['no cap of another resource', { perPersonCap: 600 }, [had(400, today, 'fund_9')], 500],
  ])('counts against %s', (_, fund, past, units) => {
    expect(given(fund, past)).toBe(units);
  });

  it.each([
    ['EVER', 300],
    ['YEAR', 600],
  ] as const)(
    'counts against a cap %s over all resources of a provider, and all her needs share what is left',
    (per, left) => {
      const { needs, totals } = match({
        needs: [cash('n1'), cash('n2')],
        resources: [aFund(), aFund({ id: 'fund_2' }), aFund({ id: 'fund_3', providerId: 'charity_2', capacity: 50 })],
        policy: defaultPolicy,
        today,
        past: [had(300, '2024-03-01', 'fund_2'), had(100)],
        beneficiaryCaps: [{ id: 'both', providerId: 'charity_1', unit: 'FEN', mostUnits: 700, per }],
      });
      expect(needs.reduce((sum, { proposedUnits }) => sum + proposedUnits, 0)).toBe(left + 50);
      expect(totals.gap).toBeLessThanOrEqual(totals.objective / 10);
    },
  );
});
