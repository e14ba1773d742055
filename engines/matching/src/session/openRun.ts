import type { Assignment } from '../assign.ts';
import { indexAfter, lookAround, NO_LOOK, type Snapshot, takeSnapshot } from '../eligible.ts';
import type { Whereabouts } from '../flow/startFrom.ts';
import { type Circumstances, checkInput } from '../input.ts';
import { firstLook, type MatchInput, type MatchProgress, searchAll, tell } from '../match.ts';
import type { MatchOutcome, NeedOutcome } from '../outcome.ts';
import { recall } from '../past.ts';
import { checkPolicy } from '../policy.ts';
import { gather } from './gather.ts';
import { openKeptFlow } from './keptFlow.ts';
import { createLoads } from './loads.ts';
import { foundTheSame, whoLooksAgain } from './lookAgain.ts';
import { figuresOf, heldBy, type RunFigures, type RunState, resourcesIn, unitOf, unservedOf } from './runState.ts';
import { createSteady } from './steady.ts';
import { tellOne } from './tellOne.ts';
import { putFirstRules, putRules, tellsOther } from './wholeUnits.ts';
import { applyChanges, openWorld, type RunChange, rowsOf, type Touched, type World } from './world.ts';

/** What differs after some changes. */
export interface RunUpdate extends RunFigures {
  /** In the order of ids: needs that changed, that have other candidates, that get other units than before, or to whom the units they could have cost more or less in a unit of measure that was solved in full. */
  readonly needs: readonly NeedOutcome[];
  /** Needs that are no longer there. */
  readonly withdrawn: readonly string[];
  /** Resources of which a unit costs more or less than before, where the flow keeps all side rules: regrets of alternatives there have moved, and are not told again. */
  readonly repriced: readonly string[];
  /** Units of measure that were solved in full, by branching, because the flow broke a side rule there. */
  readonly solvedWhole: readonly string[];
  /** Needs that want more and whose search was cut: only the candidates that were examined count for them. */
  readonly cutUnserved: number;
}

/** A run that is kept open. */
export interface OpenRun {
  /** Makes the changes in their order, solves once, and says what differs. Throws a `RangeError` at a change that cannot be meant, and then makes none. */
  readonly change: (changes: readonly RunChange[]) => RunUpdate;
  /** The whole answer as it is now, as `match` tells it; what each level of the policy cost only where it is asked for. */
  readonly outcome: (report?: (progress: MatchProgress) => void, parts?: Pick<MatchInput, 'levels'>) => MatchOutcome;
  /** The answer of one need as it is now; `null` for a need that is not there. */
  readonly outcomeOf: (needId: string) => NeedOutcome | null;
  readonly figures: () => RunFigures;
}

export interface OpenRunOptions {
  /** Points that a connected change of proposals must exceed; when it is not given, the optimum itself is told. */
  readonly margin?: number;
}

/**
 * Matches once and keeps index, candidates and prices, so that a change is solved from there. Afterwards the objective is that of `match`
 * of the input as it is now, unless searches were cut: then it is the optimum over the candidates that were examined.
 *
 * With a `margin` what is told follows that optimum by connected changes (needs that would get other units, joined by resources at which they
 * would, and by people): each is made whole when it gains more than the margin, when it takes units from nobody, or when what was told is
 * no longer possible, and not at all otherwise. `below` says by how much the optimum is better than what is told; what is fixed never moves.
 */
export const openRun = (
  input: MatchInput,
  report: (progress: MatchProgress) => void = () => undefined,
  { margin }: OpenRunOptions = {},
): OpenRun => {
  const { policy, today, fixed = [] } = input;
  checkPolicy(policy);
  const rows = checkInput(input.needs, input.resources, fixed, today, input);
  const world = openWorld(rows.needs, rows.resources, fixed, input.past ?? []);
  const snapshot = takeSnapshot(world.needs, world.resources, world.fixed, policy, today, input);
  const search = searchAll(snapshot, report);
  const looks = [...search.looks];
  const state: RunState = {
    world,
    snapshot,
    looks,
    flow: openKeptFlow(snapshot, looks, nearMarket(search.assignment)),
    wholes: new Map(),
    short: new Set(),
    steady: null,
    loads: null,
  };
  putFirstRules(state, search.assignment);
  if (margin !== undefined) state.steady = createSteady(state, margin);
  state.loads = createLoads(state);
  const held = snapshot.needs.map((_, n) => heldBy(state, n));
  held.forEach((_, n) => {
    noteShort(state, n);
  });
  return {
    change: (changes) => makeChanges(state, held, input, changes),
    outcome: (listen = () => undefined, parts = input) => {
      const order = rowsOf(world);
      const now = takeSnapshot(order.needs, order.resources, world.fixed, policy, today, circumstancesOf(input, world));
      return tell(parts, now, gather(state, now, order), listen);
    },
    outcomeOf: (needId) => {
      const n = world.needAt.get(needId);
      return n === undefined ? null : tellOne(state, n);
    },
    figures: () => figuresOf(state),
  };
};

/**
 * Where the market may begin: it knows no side rules, so at the solve in which they were not asked yet. Where caps of one person were arcs of that
 * solve, which the market does not know either, prices are so different that a solve from nothing is quicker.
 */
const nearMarket = ({ earlier }: Assignment): Whereabouts | null =>
  earlier === undefined || earlier.joint.length > 0 ? null : earlier.end;

const circumstancesOf = ({ beneficiaryCaps = [] }: MatchInput, { past }: World): Circumstances => ({
  beneficiaryCaps,
  past,
});

/** The snapshot after some changes: what is fixed is counted again only where it may concern them, and shelves stay that nothing differs for. */
const snapshotAfter = (before: Snapshot, world: World, touched: Touched, input: MatchInput): Snapshot => {
  const { policy, today } = input;
  const ids = new Set([...touched.resources].flatMap((r) => [before.resources[r]?.id, world.resources[r]?.id]));
  const isFixed = touched.isFixed || world.fixed.some(({ resourceId }) => ids.has(resourceId));
  const now = isFixed
    ? takeSnapshot(world.needs, world.resources, world.fixed, policy, today, circumstancesOf(input, world))
    : withRows(before, world, touched, input);
  return { ...now, index: indexAfter(before, now) };
};

/** The snapshot when only needs and resources changed that nothing is fixed for, or what people had before. */
const withRows = (before: Snapshot, world: World, touched: Touched, input: MatchInput): Snapshot => {
  const [wanted, free] = [[...before.wanted], [...before.free]];
  for (const n of touched.needs) wanted[n] = world.needs[n]?.units ?? 0;
  for (const r of touched.resources) free[r] = world.resources[r]?.capacity ?? 0;
  const { policy, today } = input;
  const past = touched.isPast ? recall(circumstancesOf(input, world), policy, today) : before.past;
  return { ...before, needs: world.needs, resources: world.resources, wanted, free, past };
};

const makeChanges = (state: RunState, held: string[], input: MatchInput, changes: readonly RunChange[]): RunUpdate => {
  const { world, looks, flow, wholes } = state;
  const { today } = input;
  const before: Snapshot = { ...state.snapshot, needs: [...world.needs], resources: [...world.resources] };
  const touched = applyChanges(world, changes, today);
  state.snapshot = snapshotAfter(before, world, touched, input);
  flow.repriced();
  const again = new Set(lookAgain(state, before, touched));
  const moved = new Set(flow.update(state.snapshot, looks, again, touched.resources));
  for (const n of widenCut(state, new Set([...again, ...moved]))) moved.add(n);
  const maybe = new Set([...again, ...moved]);
  const units = new Set([...maybe].flatMap((n) => [unitOf(state, n), before.needs[n]?.unit ?? '']));
  // What a resource has may concern an answer of branching though the flow needs no more or less of it.
  for (const r of touched.resources)
    for (const { unit } of [before.resources[r], world.resources[r]].flatMap((row) => row ?? [])) units.add(unit);
  const wholeBefore = new Map(wholes);
  for (const unit of units) putRules(state, unit, maybe);
  const solvedAgain = new Set([...units].filter((unit) => wholeBefore.get(unit) !== wholes.get(unit)));
  for (const n of solvedAgain.size === 0 ? [] : world.needs.keys()) {
    const unit = unitOf(state, n);
    if (!solvedAgain.has(unit)) continue;
    maybe.add(n);
    // Whether scarcity is in the way of a need without candidates depends on what the last units of others are worth.
    const isBarred = looks[n]?.candidates.length === 0 && (state.snapshot.wanted[n] ?? 0) > 0;
    if (isBarred || tellsOther(wholeBefore.get(unit), wholes.get(unit), n)) again.add(n);
  }
  for (const n of state.steady?.follow(maybe) ?? []) maybe.add(n);
  const reloaded = new Set(touched.resources);
  const told = [...maybe].filter((n) => {
    const [old = '', now] = [held[n], heldBy(state, n)];
    const isOther = now !== old;
    if (isOther) for (const r of [...resourcesIn(old), ...resourcesIn(now)]) reloaded.add(r);
    held[n] = now;
    noteShort(state, n);
    return (isOther || again.has(n)) && world.needAt.get(world.needs[n]?.id ?? '') === n;
  });
  state.loads?.follow(reloaded);
  const toldIdOf = (r: number): readonly string[] => {
    const { id = '', unit = '' } = world.resources[r] ?? {};
    return world.resourceAt.has(id) && !wholes.has(unit) ? [id] : [];
  };
  const withdrawn = changes.flatMap((change) => (change.kind === 'NEED_WITHDRAWN' ? [change.needId] : []));
  return {
    needs: told.map((n) => tellOne(state, n)).sort((a, b) => (a.needId < b.needId ? -1 : 1)),
    withdrawn: [...new Set(withdrawn)].filter((id) => !world.needAt.has(id)).sort(),
    repriced: flow.repriced().flatMap(toldIdOf).sort(),
    solvedWhole: [...units].filter((unit) => wholes.has(unit)).sort(),
    cutUnserved: state.short.size,
    ...figuresOf(state),
  };
};

/** Looks again for all that may have other candidates; gives those that have, those that changed, and those that found nothing. */
const lookAgain = (state: RunState, before: Snapshot, touched: Touched): ReadonlySet<number> => {
  const { snapshot, looks } = state;
  const others = [...whoLooksAgain(before, snapshot, looks, touched)].filter((n) => {
    const known = looks[n];
    const look = firstLook(snapshot, n);
    const isSame = known !== undefined && !touched.needs.has(n) && foundTheSame(known, look);
    // What a person may still have in all may differ where her pairs do not.
    if (!isSame || touched.isFixed || look.candidates.length === 0) looks[n] = look;
    return !isSame || look.candidates.length === 0;
  });
  return new Set(others);
};

/** Keeps who was cut and still wants units. */
const noteShort = (state: RunState, n: number): void => {
  if (state.looks[n]?.cut === true && unservedOf(state, n) > 0) state.short.add(n);
  else state.short.delete(n);
};

/** Looks further, once, among resources with room for those whose search was cut and who got too little. Gives whose units moved. */
const widenCut = (state: RunState, needs: ReadonlySet<number>): readonly number[] => {
  const { snapshot, looks, flow } = state;
  const short = [...needs].filter((n) => looks[n]?.cut === true && unservedOf(state, n) > 0);
  if (short.length === 0) return [];
  const room = flow.rooms();
  const widened = short.filter((n) => {
    const known = looks[n] ?? NO_LOOK;
    let owed = unservedOf(state, n);
    const has = new Set(known.candidates.map(({ resource }) => resource));
    const more = lookAround(snapshot, n, {
      limit: snapshot.policy.maxCandidates,
      wants: (r) => (room[r] ?? 0) > 0 && !has.has(r),
      isEnough: ({ resource, most }) => {
        const taken = Math.min(owed, room[resource] ?? 0, most ?? owed);
        room[resource] = (room[resource] ?? 0) - taken;
        owed -= taken;
        return owed === 0;
      },
    });
    looks[n] = { ...known, candidates: [...known.candidates, ...more.candidates] };
    return more.candidates.length > 0;
  });
  return widened.length === 0 ? [] : flow.update(snapshot, looks, widened, []);
};
