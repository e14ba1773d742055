import { type MatchInput, type MatchNeed, type MatchResource, match } from '@hub/engine-matching';
import { expect, test } from 'vitest';
import { matchPolicy } from '../match/match.rules.ts';
import { narrowedTo, within } from './divisionRun.rules.ts';

const [north, south] = ['420502001001', '420502002001'] as const;
const need = (id: string, community: string, parts: Partial<MatchNeed> = {}): MatchNeed => ({
  id,
  category: 'ELDERLY_SUPPORT',
  service: 'HOME_VISIT',
  unit: 'HOUR',
  units: 4,
  urgency: 'MEDIUM',
  longitude: 111.29,
  latitude: 30.7,
  places: [community, '420502000000'],
  community,
  windows: 0,
  skill: null,
  vettedOnly: false,
  groups: [],
  personKey: null,
  openedOn: '2026-11-01',
  excludedProviders: [],
  ...parts,
});
const helper: MatchResource = {
  id: 'volunteer-time_1',
  kind: 'VOLUNTEER_TIME',
  services: ['HOME_VISIT'],
  unit: 'HOUR',
  capacity: 6,
  longitude: 111.29,
  latitude: 30.7,
  radiusMetres: 2000,
  regions: [],
  windows: 0,
  skills: [],
  vettedUntil: null,
  groups: [],
  restricted: false,
  perPersonCap: null,
  expiresOn: null,
  providerId: null,
  personKey: null,
};
const input = (parts: Partial<MatchInput> = {}): MatchInput => ({
  needs: [need('n1', north), need('n2', south)],
  resources: [helper],
  policy: matchPolicy,
  today: '2026-11-21',
  ...parts,
});
const held = [{ needId: 'n2', helpers: 'volunteer-time_1 4' }];

test('a run of no division in particular is of everything, as it is', () => {
  const all = input();
  expect(narrowedTo(all, within(null), [])).toEqual({ input: all, inside: all.needs });
});

test('the needs of a division get only what others leave, and the others neither more nor less than they had', () => {
  const { input: narrowed, inside } = narrowedTo(input(), within(north), held);
  expect(inside.map(({ id }) => id)).toEqual(['n1']);
  const outcome = match(narrowed);
  expect(outcome.needs.map(({ needId, fixedUnits, proposedUnits }) => [needId, fixedUnits, proposedUnits])).toEqual([
    ['n1', 0, 2],
    ['n2', 4, 0],
  ]);
  expect(outcome.needs[1]?.unmet).toBeNull();
});

test('a need outside that was served in part wants nothing more, even where there is room', () => {
  const { input: narrowed } = narrowedTo(input(), within(north), [{ needId: 'n2', helpers: 'volunteer-time_1 1' }]);
  const outcome = match(narrowed);
  expect(outcome.needs.map(({ proposedUnits }) => proposedUnits)).toEqual([4, 0]);
});

test('a limit for one person counts what she has for her need outside', () => {
  const needs = [need('n1', north, { personKey: 'p' }), need('n2', south, { personKey: 'p' })];
  const resources = [{ ...helper, perPersonCap: 5 }];
  const { input: narrowed } = narrowedTo(input({ needs, resources }), within(north), held);
  expect(match(narrowed).needs[0]?.proposedUnits).toBe(1);
});

test.each([
  ['whose resource is gone', { resources: [] }, 0],
  ['that is more than the resource gives now', { resources: [{ ...helper, capacity: 3 }] }, 3],
  ['beside what is accepted', { fixed: [{ needId: 'n1', resourceId: 'volunteer-time_1', units: 4 }] }, 2],
] as const)('a proposal %s is held as far as it goes', (_, parts, units) => {
  const { input: narrowed } = narrowedTo(input(parts), within(north), held);
  const [second] = (narrowed.fixed ?? []).filter(({ needId }) => needId === 'n2');
  expect(second?.units ?? 0).toBe(units);
  expect(match(narrowed).needs[1]?.fixedUnits).toBe(units);
});

test('a zone is a division, too', () => {
  const inZone = need('n1', north, { places: [north, 'zone_river'] });
  const { inside } = narrowedTo(input({ needs: [inZone, need('n2', south)] }), within('zone_river'), []);
  expect(inside).toEqual([inZone]);
});
