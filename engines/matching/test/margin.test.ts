import { describe, expect, it } from 'vitest';
import { defaultPolicy, type MatchInput, type MatchOutcome, match, openRun } from '../src/index.ts';
import { after, changeAtRandom, plain, uncut } from './changes.ts';
import { aCity, aNeed, aVolunteer, createDice, today } from './synthetic.ts';

const holdings = ({ needs }: MatchOutcome): ReadonlyMap<string, string> =>
  new Map(
    needs.map(({ needId, proposed }) => [
      needId,
      proposed
        .map(({ resourceId, units }) => `${resourceId} ${units}`)
        .sort()
        .join(),
    ]),
  );

const differing = (a: MatchOutcome, b: MatchOutcome): readonly string[] => {
  const other = holdings(b);
  return [...holdings(a)].flatMap(([id, held]) => (other.has(id) && other.get(id) !== held ? [id] : []));
};

/** What is told gives nobody more than she wants and takes of no resource more than it has. */
const expectPossible = ({ needs, resources }: MatchOutcome, place: string): void => {
  for (const { units, fixedUnits, proposedUnits } of needs)
    expect(fixedUnits + proposedUnits, place).toBeLessThanOrEqual(Math.max(units, fixedUnits));
  for (const { capacity, fixedUnits, proposedUnits } of resources)
    expect(fixedUnits + proposedUnits, place).toBeLessThanOrEqual(capacity);
};

/** Follows a town through the same changes with a margin and without one; gives how many proposals changed in either. */
const follow = (start: MatchInput, seed: number, margin: number, steps: number) => {
  const dice = createDice(seed);
  const spare = plain(aCity(60, 30, seed + 1000));
  let input = start;
  const steady = openRun(input, () => undefined, { margin });
  const best = openRun(input);
  let [told, known] = [steady.outcome(), best.outcome()];
  expect(holdings(told)).toEqual(holdings(known));
  const moved = { steady: 0, best: 0 };
  for (let step = 0; step < steps; step++) {
    const change = changeAtRandom(input, told, dice, spare);
    input = after(input, change);
    const place = `seed ${seed}, margin ${margin}, step ${step}: ${change.kind}`;
    const update = steady.change([change]);
    best.change([change]);
    const [now, optimum] = [steady.outcome(), best.outcome()];
    expectPossible(now, place);
    expect(now.totals.objective, place).toBe(
      now.totals.byUnit.reduce((sum, { objective }) => sum + objective, 0) +
        now.totals.fairnessPoints -
        now.totals.loadCost,
    );
    const full = match(input).totals;
    if (optimum.totals.method !== 'HEURISTIC' && full.method !== 'HEURISTIC') {
      expect(update.objective + update.below, place).toBe(full.objective);
      expect(now.totals.dualBound, place).toBe(full.objective);
    }
    expect(update.below, place).toBe(optimum.totals.objective - now.totals.objective);
    expect(update.below, place).toBeLessThanOrEqual(margin * differing(now, optimum).length);
    const told1 = new Set(update.needs.map(({ needId }) => needId));
    for (const id of differing(told, now)) expect(told1.has(id), `${place}: ${id} is told`).toBe(true);
    moved.steady += differing(told, now).length;
    moved.best += differing(known, optimum).length;
    [told, known] = [now, optimum];
  }
  return moved;
};

describe('an open run with a margin', () => {
  it.each([
    [0, 21],
    [60, 22],
    [400, 23],
    [3000, 24],
    [1_000_000, 25],
  ])('of %i points says truly how far below its optimum it stands, over many changes', (margin, seed) => {
    const moved = follow(plain(uncut(aCity(60, 24, seed))), seed, margin, 20);
    expect(moved.steady).toBeLessThanOrEqual(moved.best);
  });

  it.each([31, 32])('keeps whole needs, least amounts and caps (%i)', (seed) => {
    const city = uncut(aCity(40, 24, seed));
    const dice = createDice(seed);
    follow(
      {
        ...city,
        needs: city.needs.map((need) => ({ ...need, indivisible: dice(3) === 0 })),
        resources: city.resources.map((resource) => ({ ...resource, leastUnits: dice(4) === 0 ? 2 : null })),
      },
      seed,
      400,
      10,
    );
  });

  const two = [aNeed({ id: 'a', units: 1, personKey: 'a' }), aNeed({ id: 'b', units: 1, personKey: 'b' })];
  const far = aVolunteer({ id: 'far', capacity: 1, longitude: 111.31 });
  const opened = (margin: number) =>
    openRun({ needs: two, resources: [far], policy: defaultPolicy, today }, () => undefined, { margin });
  const helpersOf = (run: ReturnType<typeof opened>) =>
    run.outcome().needs.map(({ proposed }) => proposed.map(({ resourceId }) => resourceId).join());

  it('moves nobody for a little', () => {
    const [steady, best] = [opened(100), opened(0)];
    const near = aVolunteer({ id: 'near', capacity: 1, longitude: 111.3095 });
    for (const run of [steady, best]) {
      run.change([{ kind: 'NEED_WITHDRAWN', needId: 'b' }]);
      expect(helpersOf(run)).toEqual(['far']);
      run.change([{ kind: 'RESOURCE', resource: near }]);
    }
    expect(helpersOf(best)).toEqual(['near']);
    expect(helpersOf(steady)).toEqual(['far']);
    const { objective, gap, below } = steady.figures();
    expect([gap, objective + below]).toEqual([below, best.figures().objective]);
    expect(below).toBeGreaterThan(0);
    // The optimum is an alternative that would cost the whole nothing.
    expect(steady.outcomeOf('a')?.alternatives[0]).toMatchObject({ resourceId: 'near', regret: 0 });
  });

  it('withholds nothing: whoever had nothing is served at once', () => {
    const run = opened(100);
    run.change([{ kind: 'RESOURCE', resource: aVolunteer({ id: 'near', capacity: 1 }) }]);
    expect(helpersOf(run).filter((helper) => helper !== '')).toHaveLength(2);
    expect(run.figures().below).toBeLessThanOrEqual(100);
  });

  it('never moves what is accepted, and lets go of what is not possible any more', () => {
    const run = opened(1_000_000);
    const served = helpersOf(run)[0] === 'far' ? 'a' : 'b';
    run.change([{ kind: 'FIXED', needId: served, resourceId: 'far', units: 1 }]);
    run.change([{ kind: 'RESOURCE', resource: aVolunteer({ id: 'near', capacity: 2 }) }]);
    const { needs } = run.outcome();
    expect(needs.find(({ needId }) => needId === served)).toMatchObject({ fixedUnits: 1, proposed: [] });
    run.change([{ kind: 'RESOURCE_WITHDRAWN', resourceId: 'near' }]);
    expect(helpersOf(run)).toEqual(['', '']);
  });
});
