import { describe, expect, it } from 'vitest';
import {
  type MatchInput,
  type MatchNeed,
  type MatchOutcome,
  type MatchResource,
  match,
  type NeedOutcome,
  openRun,
  type RunChange,
} from '../src/index.ts';
import { after, changeAtRandom, plain, uncut } from './changes.ts';
import { aCity, aNeed, aVolunteer, createDice } from './synthetic.ts';

const gives = ({ needs }: MatchOutcome): ReadonlyMap<string, string> =>
  new Map(
    needs.map(({ needId, proposed, unmet }) => [
      needId,
      `${proposed.map(({ resourceId, units }) => `${resourceId} ${units}`).join()} ${unmet?.units ?? 0}`,
    ]),
  );

/** Which of two resources that are equally close to being possible is named depends on the order in which they came. */
const withoutNearest = ({ unmet, ...rest }: NeedOutcome) => ({
  ...rest,
  unmet: unmet === null ? null : { ...unmet, params: { ...unmet.params, resourceId: '' } },
});

const follow = (start: MatchInput, seed: number, steps: number, atOnce: number): void => {
  const dice = createDice(seed);
  const spare = aCity(60, 30, seed + 1000);
  let input = start;
  const run = openRun(input);
  let known = run.outcome();
  expect(known.totals.objective).toBe(match(input).totals.objective);
  for (let step = 0; step < steps; step++) {
    const changes: RunChange[] = [];
    for (let k = 0; k < atOnce; k++) {
      changes.push(changeAtRandom(input, known, dice, { ...spare, ...plainIf(start, spare) }));
      input = after(input, changes[k] as RunChange);
    }
    const update = run.change(changes);
    const full = match(input);
    const now = run.outcome();
    const place = `seed ${seed}, step ${step}: ${changes.map(({ kind }) => kind).join()}`;
    if (full.totals.method !== 'HEURISTIC' && now.totals.method !== 'HEURISTIC') {
      expect(now.totals.objective, place).toBe(full.totals.objective);
      expect(update.objective, place).toBe(full.totals.objective);
      expect(now.totals.dualBound, place).toBe(now.totals.objective);
    }
    expect(update.loadCost, place).toBe(now.totals.loadCost);
    expect(now.eligiblePairs, place).toBe(full.eligiblePairs);
    expect(
      now.needs.map(({ needId, candidates, fixedUnits }) => [needId, candidates, fixedUnits]),
      place,
    ).toEqual(full.needs.map(({ needId, candidates, fixedUnits }) => [needId, candidates, fixedUnits]));
    const before = gives(known);
    const told = new Set(update.needs.map(({ needId }) => needId));
    for (const [needId, given] of gives(now))
      if (before.get(needId) !== given) expect(told.has(needId), `${place}: ${needId} is told`).toBe(true);
    for (const need of update.needs) {
      const same = now.needs.find(({ needId }) => needId === need.needId);
      expect(withoutNearest(need), place).toEqual(same && withoutNearest(same));
    }
    const solvedWhole = new Set(input.needs.flatMap(({ id, unit }) => (update.solvedWhole.includes(unit) ? [id] : [])));
    for (const need of known.needs)
      if (solvedWhole.has(need.needId) && !told.has(need.needId)) {
        const same = now.needs.find(({ needId }) => needId === need.needId);
        expect(same && withoutNearest(same), `${place}: ${need.needId} is not told`).toEqual(withoutNearest(need));
      }
    expect(update.withdrawn, place).toEqual(
      [...before.keys()].filter((id) => !input.needs.some((need) => need.id === id)),
    );
    known = now;
  }
};
const plainIf = (start: MatchInput, spare: MatchInput): Partial<MatchInput> =>
  start.resources.every(({ perPersonCap }) => perPersonCap === null) ? plain(spare) : {};

describe('a run that is kept open', () => {
  it.each([1, 2, 3, 4])('is after each of many changes what a full match of the input is (%i)', (seed) => {
    follow(plain(uncut(aCity(60, 30, seed))), seed, 25, 1);
  });

  it.each([5, 6])('takes several changes at once (%i)', (seed) => {
    follow(plain(uncut(aCity(60, 25, seed))), seed, 8, 5);
  });

  it.each([7, 8])('solves a unit in full where a cap, a whole need or a least amount breaks the flow (%i)', (seed) => {
    const city = uncut(aCity(40, 24, seed));
    const dice = createDice(seed);
    follow(
      {
        ...city,
        needs: city.needs.map((need) => ({ ...need, indivisible: dice(3) === 0 })),
        resources: city.resources.map((resource) => ({ ...resource, leastUnits: dice(4) === 0 ? 2 : null })),
      },
      seed,
      10,
      1,
    );
  });

  it.each([
    [8, 4],
    [4, 4],
    [20, 10],
  ])('follows what a resource has where the flow itself needs less of it (%i units left)', (capacity, served) => {
    const near = aVolunteer({ id: 'near', capacity: 4, latitude: 30.7 });
    // The flow would have six units from there, which are below the least.
    const far: MatchResource = aVolunteer({ id: 'far', capacity: 10, leastUnits: 10, latitude: 30.705 });
    const needs = [aNeed({ id: 'need', units: 10, latitude: 30.7 })];
    const run = openRun({ ...uncut(aCity(0, 0, 1)), needs, resources: [near, far] });
    expect(run.outcomeOf('need')?.proposed.map(({ resourceId, units }) => [resourceId, units])).toEqual([['far', 10]]);
    const update = run.change([{ kind: 'RESOURCE', resource: { ...far, capacity } }]);
    expect(run.outcomeOf('need')?.proposedUnits).toBe(served);
    const { totals } = match({ ...uncut(aCity(0, 0, 1)), needs, resources: [near, { ...far, capacity }] });
    expect(update.objective).toBe(totals.objective);
  });

  it('weighs no fairness where the policy has none', () => {
    const city = plain(uncut(aCity(50, 20, 9)));
    follow({ ...city, policy: { ...city.policy, fairness: { points: 0, tiers: 4 } } }, 9, 12, 1);
  });

  it('tells only who is concerned', () => {
    const needs = [1, 2, 3].map((k): MatchNeed => aNeed({ id: `need_${k}`, personKey: `person_${k}`, units: 1 }));
    const near: MatchResource = aVolunteer({ id: 'near', capacity: 3 });
    const run = openRun({ ...uncut(aCity(0, 0, 1)), needs, resources: [near] });
    const update = run.change([{ kind: 'DECLINED', needId: 'need_2', resourceId: 'near' }]);
    expect(update.needs.map(({ needId, unmet }) => [needId, unmet?.code])).toEqual([['need_2', 'NONE_PERMITTED']]);
    expect(run.outcomeOf('need_2')?.proposed).toEqual([]);
    expect(run.outcomeOf('need_1')?.proposed).toHaveLength(1);
    expect(run.outcomeOf('need_9')).toBeNull();
  });

  it('makes no change of several when one cannot be meant', () => {
    const input = plain(uncut(aCity(20, 10, 3)));
    const run = openRun(input);
    const before = run.outcome();
    const changes: readonly RunChange[] = [
      { kind: 'NEED_WITHDRAWN', needId: input.needs[0]?.id ?? '' },
      { kind: 'NEED_WITHDRAWN', needId: 'nobody' },
    ];
    expect(() => run.change(changes)).toThrow('The need "nobody" is changed when it is not in the run.');
    expect(run.outcome()).toEqual(before);
  });

  it('is optimal over what was examined where searches are cut', () => {
    const city = aCity(120, 60, 12);
    const input = plain({ ...city, policy: { ...city.policy, maxCandidates: 4, maxUnlocks: 0 } });
    const run = openRun(input);
    let known = run.outcome();
    const dice = createDice(12);
    let last = input;
    for (let step = 0; step < 20; step++) {
      const change = changeAtRandom(last, known, dice, plain(aCity(60, 30, 13)));
      last = after(last, change);
      run.change([change]);
      known = run.outcome();
      expect(known.totals.gap).toBe(0);
    }
    expect(known.cutNeeds).toBeGreaterThan(0);
  });
});
