import {
  type FixedAssignment,
  type MatchInput,
  type MatchNeed,
  type MatchResource,
  match,
  type NeedOutcome,
  openRun,
} from '@hub/engine-matching';
import { describe, expect, test } from 'vitest';
import { createDice } from '../../test/dice.ts';
import { matchPolicy } from '../match/match.rules.ts';
import { changesBetween } from './inputChanges.worker.ts';
import { openKeptRun } from './keptRun.worker.ts';

const community = '420502001001';
const need = (id: string, parts: Partial<MatchNeed> = {}): MatchNeed => ({
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
  personKey: id,
  openedOn: '2026-11-01',
  excludedProviders: [],
  ...parts,
});
const helper = (id: string, parts: Partial<MatchResource> = {}): MatchResource => ({
  id,
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
  ...parts,
});
const today = '2026-11-21';
const small: MatchInput = { needs: [need('n1'), need('n2')], resources: [helper('r1')], policy: matchPolicy, today };
const accepted: FixedAssignment = { needId: 'n1', resourceId: 'r1', units: 2 };

describe('what happened between two inputs', () => {
  test('is told as an open run takes it: who comes, what is fixed, who goes', async () => {
    const now = {
      ...small,
      needs: [need('n1', { units: 5 }), need('n3')],
      resources: [helper('r2')],
      fixed: [{ needId: 'n3', resourceId: 'r2', units: 1 }],
    };
    const changes = await changesBetween({ ...small, fixed: [accepted] }, now);
    expect(changes?.all.map(({ kind }) => kind)).toEqual([
      ...['RESOURCE', 'NEED', 'NEED', 'RELEASED', 'FIXED', 'NEED_WITHDRAWN', 'RESOURCE_WITHDRAWN'],
    ]);
  });

  test('is told of each person whose past differs', async () => {
    const declined = { kind: 'DECLINED', resourceId: 'r1', providerId: null, reason: 'BUSY', on: today } as const;
    const past = [{ ...declined, personKey: 'n1' }];
    const forgotten = [{ ...declined, personKey: 'n2' }];
    const changes = await changesBetween({ ...small, past: forgotten }, { ...small, past });
    expect(changes?.all).toEqual([
      { kind: 'PAST', personKey: 'n2', past: [] },
      { kind: 'PAST', personKey: 'n1', past },
    ]);
  });

  test('is nothing where nothing differs', async () => {
    expect((await changesBetween(small, structuredClone(small)))?.all).toEqual([]);
  });

  test.each([
    ['another day', { today: '2026-11-22' }],
    ['another policy', { policy: { ...matchPolicy, version: 'other' } }],
    [
      'another limit of a provider',
      { beneficiaryCaps: [{ id: 'p1 HOUR', providerId: 'p1', unit: 'HOUR', mostUnits: 3, per: 'YEAR' }] },
    ],
    ['units fixed for a need that was never there', { fixed: [{ ...accepted, needId: 'n9' }] }],
  ] as const)('is beyond an open run with %s', async (_, parts) => {
    expect(await changesBetween(small, { ...small, ...parts })).toBeNull();
  });
});

const openQuietly = (input: MatchInput) =>
  openKeptRun(
    input,
    () => {},
    () => {},
  );

/** Needs, helpers and acceptances as dice throw them, and the same a little later. */
function thrown(seed: number, isBeyondFlow = false) {
  const dice = createDice(seed);
  const isSo = (oneOf: number) => isBeyondFlow && dice(oneOf) === 0;
  const place = () => ({ longitude: 111.29, latitude: 30.7 + dice(4000) / 111_195 });
  const aNeed = (at: number) =>
    need(`n${at}`, { units: 1 + dice(5), personKey: `p${dice(20)}`, indivisible: isSo(3), ...place() });
  const aHelper = (at: number) =>
    helper(`r${at}`, { capacity: 1 + dice(7), leastUnits: isSo(3) ? 2 : null, ...place() });
  const byId = <Row extends { readonly id: string }>(rows: readonly Row[]) =>
    rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const first: MatchInput = {
    needs: byId(Array.from({ length: 40 }, (_, at) => aNeed(at))),
    resources: byId(Array.from({ length: 20 }, (_, at) => aHelper(at))),
    policy: isBeyondFlow ? { ...matchPolicy, maxBranches: 400 } : matchPolicy,
    today,
    fixed: [],
  };
  let coming = 40;
  const later = (input: MatchInput): MatchInput => {
    const { needs, resources, fixed = [], past = [] } = input;
    const [someNeed, someHelper] = [needs[dice(needs.length)], resources[dice(resources.length)]];
    switch (dice(8)) {
      case 0:
        return { ...input, needs: byId([...needs, aNeed(coming++)]) };
      case 1:
        return { ...input, needs: needs.filter((row) => row !== someNeed) };
      case 2:
        return { ...input, resources: resources.filter((row) => row !== someHelper) };
      case 3:
        return { ...input, resources: byId([...resources, aHelper(coming++)]) };
      case 4:
        return { ...input, fixed: fixed.slice(1) };
      case 5:
        return { ...input, past: past.slice(1) };
      case 6: {
        const pair = { personKey: someNeed?.personKey ?? '', resourceId: someHelper?.id ?? '', providerId: null };
        return { ...input, past: [...past, { kind: 'DECLINED', ...pair, reason: 'OTHER', on: '2026-11-01' }] };
      }
      default:
        return someNeed && someHelper
          ? { ...input, fixed: [...fixed, { needId: someNeed.id, resourceId: someHelper.id, units: dice(2) }] }
          : input;
    }
  };
  return { first, later };
}

test.each([1, 2, 3, 4, 5])(
  'after any changes an open run says truly how far below a new one it stands (%i)',
  async (seed) => {
    const { first, later } = thrown(seed);
    const run = openQuietly(first);
    let before = first;
    let followed = 0;
    for (let step = 0; step < 30; step++) {
      const now = later(later(before));
      const changes = await changesBetween(before, now);
      if (changes === null) break;
      const delta = run.change(changes.all);
      const { totals } = match(now);
      expect(delta?.method).toBe(totals.method);
      expect((delta?.objective ?? 0) + (delta?.gap ?? 0)).toBe(totals.objective);
      before = now;
      followed++;
    }
    expect(followed).toBeGreaterThan(5);
  },
);

test.each([21, 22])('a change is followed without a full run where needs are of use only whole (%i)', async (seed) => {
  const { first, later } = thrown(seed, true);
  const run = openQuietly(first);
  let before = first;
  let beyondFlow = 0;
  for (let step = 0; step < 8; step++) {
    const now = later(before);
    const changes = await changesBetween(before, now);
    if (changes === null) break;
    const delta = run.change(changes.all);
    expect(delta).not.toBeNull();
    const { totals } = match(now);
    const isProven = totals.isOptimal && delta?.method !== 'HEURISTIC';
    if (isProven) expect((delta?.objective ?? 0) + (delta?.gap ?? 0)).toBe(totals.objective);
    if (isProven && totals.method === 'BRANCH_AND_BOUND') beyondFlow++;
    before = now;
  }
  expect(beyondFlow).toBeGreaterThan(0);
});

test.each([11, 12, 13])('whoever was told of a resource whose price moved is told again (%i)', async (seed) => {
  const { first, later } = thrown(seed);
  const told = new Map<string, NeedOutcome>();
  const take = (needs: readonly NeedOutcome[]) => {
    for (const row of needs) told.set(row.needId, row);
  };
  const run = openKeptRun(first, () => {}, take);
  const engine = openRun(first, () => undefined, { margin: matchPolicy.margin });
  let before = first;
  let retold = 0;
  for (let step = 0; step < 20; step++) {
    const now = later(before);
    const changes = await changesBetween(before, now);
    if (changes === null) break;
    const delta = new Map(run.change(changes.all)?.needs.map((row) => [row.needId, row]));
    const { needs, repriced } = engine.change(changes.all);
    retold += delta.size - needs.length;
    const moved = [...told.values()].filter(
      ({ needId, proposed, alternatives }) =>
        engine.outcomeOf(needId) !== null &&
        [...proposed, ...alternatives].some(({ resourceId }) => repriced.includes(resourceId)),
    );
    expect([...delta.keys()]).toEqual(expect.arrayContaining(moved.map(({ needId }) => needId)));
    for (const [needId, row] of delta) {
      expect(row).toEqual(engine.outcomeOf(needId));
      told.set(needId, row);
    }
    before = now;
  }
  expect(retold).toBeGreaterThan(0);
});
