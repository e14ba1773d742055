import { checkInput, type FixedAssignment, type MatchNeed, type MatchResource, type PastDealing } from '../input.ts';

/** What may happen while a run is kept open. A need or resource that is given again replaces what was known of it. */
export type RunChange =
  | { readonly kind: 'NEED'; readonly need: MatchNeed }
  | { readonly kind: 'NEED_WITHDRAWN'; readonly needId: string }
  | { readonly kind: 'RESOURCE'; readonly resource: MatchResource }
  | { readonly kind: 'RESOURCE_WITHDRAWN'; readonly resourceId: string }
  /** Both sides accepted; so many units more are fixed. */
  | ({ readonly kind: 'FIXED' } & FixedAssignment)
  /** All that was fixed between the two is open again. */
  | { readonly kind: 'RELEASED'; readonly needId: string; readonly resourceId: string }
  /** The need excludes this resource from now on. */
  | { readonly kind: 'DECLINED'; readonly needId: string; readonly resourceId: string }
  /** What a person had and declined before, in the place of all that was known of it. */
  | { readonly kind: 'PAST'; readonly personKey: string; readonly past: readonly PastDealing[] };

/** Needs and resources by positions that never change: who is withdrawn leaves a place in which nobody can use it, and whoever comes gets the next one. */
export interface World {
  readonly needs: MatchNeed[];
  readonly resources: MatchResource[];
  readonly needAt: Map<string, number>;
  readonly resourceAt: Map<string, number>;
  /** Positions at which the needs of each person stand, or stood once. */
  readonly needsOf: Map<string, Set<number>>;
  fixed: readonly FixedAssignment[];
  past: readonly PastDealing[];
}

/** What takes a change back. */
type Undo = () => void;

/** Positions of what changed; `isFixed` when fixed units changed, or what they are subtracted from; `isPast` when what somebody had before did. */
export interface Touched {
  readonly needs: Set<number>;
  readonly resources: Set<number>;
  isFixed: boolean;
  isPast: boolean;
}

const NOBODY = '(withdrawn)';

const byPerson = (needs: readonly MatchNeed[]): Map<string, Set<number>> => {
  const positions = new Map<string, Set<number>>();
  needs.forEach(({ personKey }, n) => {
    if (personKey !== null) addTo(positions, personKey, n);
  });
  return positions;
};

const addTo = (positions: Map<string, Set<number>>, key: string, n: number): void => {
  const known = positions.get(key);
  if (known === undefined) positions.set(key, new Set([n]));
  else known.add(n);
};

/** The world at the start. */
export const openWorld = (
  needs: readonly MatchNeed[],
  resources: readonly MatchResource[],
  fixed: readonly FixedAssignment[],
  past: readonly PastDealing[],
): World => ({
  needs: [...needs],
  resources: [...resources],
  needAt: new Map(needs.map(({ id }, n) => [id, n])),
  resourceAt: new Map(resources.map(({ id }, r) => [id, r])),
  needsOf: byPerson(needs),
  fixed,
  past,
});

const known = (at: ReadonlyMap<string, number>, kind: string, id: string): number => {
  const position = at.get(id);
  if (position === undefined) throw new RangeError(`The ${kind} "${id}" is changed when it is not in the run.`);
  return position;
};

const place = <T extends { readonly id: string }>(rows: T[], at: Map<string, number>, row: T, undo: Undo[]): number => {
  const known = at.get(row.id);
  const position = known ?? rows.length;
  const old = rows[position];
  undo.push(() => {
    if (old === undefined) rows.length = position;
    else rows[position] = old;
    if (known === undefined) at.delete(row.id);
  });
  rows[position] = row;
  at.set(row.id, position);
  return position;
};

const withdraw = <T extends { readonly id: string }>(
  rows: T[],
  at: Map<string, number>,
  position: number,
  leave: (row: T) => T,
  undo: Undo[],
): number => {
  const row = rows[position];
  if (row === undefined) return position;
  undo.push(() => {
    rows[position] = row;
    at.set(row.id, position);
  });
  rows[position] = leave(row);
  at.delete(row.id);
  return position;
};

const fix = (world: World, touched: Touched, fixed: World['fixed'], undo: Undo[]): void => {
  const before = world.fixed;
  undo.push(() => {
    world.fixed = before;
  });
  world.fixed = fixed;
  touched.isFixed = true;
};

const recollect = (world: World, personKey: string, past: readonly PastDealing[], undo: Undo[]): void => {
  const before = world.past;
  const strange = past.find((dealing) => dealing.personKey !== personKey);
  if (strange !== undefined)
    throw new RangeError(`The past of "${personKey}" tells of "${strange.personKey}" when expected nobody else.`);
  undo.push(() => {
    world.past = before;
  });
  world.past = [...before.filter((dealing) => dealing.personKey !== personKey), ...past];
};

const applyOne = (world: World, touched: Touched, change: RunChange, today: string, undo: Undo[]): void => {
  const { needs, resources, needAt, resourceAt } = world;
  const touchNeed = (n: number): void => {
    touched.needs.add(n);
    const id = needs[n]?.id ?? '';
    touched.isFixed ||= world.fixed.some(({ needId }) => needId === id);
  };
  const touchPair = ({ needId, resourceId }: { readonly needId: string; readonly resourceId: string }): void => {
    touchNeed(known(needAt, 'need', needId));
    touched.resources.add(known(resourceAt, 'resource', resourceId));
  };
  switch (change.kind) {
    case 'NEED': {
      const { need } = change;
      checkInput([need], [], [], today);
      const n = place(needs, needAt, need, undo);
      if (need.personKey !== null) addTo(world.needsOf, need.personKey, n);
      touchNeed(n);
      return;
    }
    case 'NEED_WITHDRAWN': {
      const n = known(needAt, 'need', change.needId);
      touchNeed(n);
      withdraw(needs, needAt, n, (need) => ({ ...need, id: NOBODY, units: 0 }), undo);
      return;
    }
    case 'RESOURCE':
      checkInput([], [change.resource], [], today);
      touched.resources.add(place(resources, resourceAt, change.resource, undo));
      return;
    case 'RESOURCE_WITHDRAWN': {
      const r = known(resourceAt, 'resource', change.resourceId);
      const leave = (resource: MatchResource) => ({
        ...resource,
        id: NOBODY,
        unit: NOBODY,
        services: [NOBODY],
        capacity: 0,
      });
      touched.resources.add(withdraw(resources, resourceAt, r, leave, undo));
      return;
    }
    case 'FIXED':
      checkInput([], [], [change], today);
      touchPair(change);
      fix(world, touched, [...world.fixed, change], undo);
      return;
    case 'RELEASED': {
      touchPair(change);
      const isOther = (row: FixedAssignment): boolean =>
        row.needId !== change.needId || row.resourceId !== change.resourceId;
      fix(world, touched, world.fixed.filter(isOther), undo);
      return;
    }
    case 'DECLINED': {
      const n = known(needAt, 'need', change.needId);
      const need = needs[n];
      if (need === undefined) return;
      const excludedProviders = [...new Set([...need.excludedProviders, change.resourceId])];
      touchNeed(place(needs, needAt, { ...need, excludedProviders }, undo));
      return;
    }
    case 'PAST': {
      const { personKey, past } = change;
      checkInput([], [], [], today, { past });
      recollect(world, personKey, past, undo);
      touched.isPast = true;
      for (const n of needAt.values()) if (needs[n]?.personKey === personKey) touchNeed(n);
    }
  }
};

/** Makes all changes in their order, or throws a `RangeError` that names what is wrong with one of them, and makes none. */
export const applyChanges = (world: World, changes: readonly RunChange[], today: string): Touched => {
  const touched: Touched = { needs: new Set(), resources: new Set(), isFixed: false, isPast: false };
  const undo: Undo[] = [];
  try {
    for (const change of changes) applyOne(world, touched, change, today, undo);
    return touched;
  } catch (error) {
    for (const takeBack of undo.reverse()) takeBack();
    throw error;
  }
};

/** Needs and resources that are there, in the order of their ids, as `match` wants them. */
export const rowsOf = ({ needs, resources, needAt, resourceAt }: World) => {
  const inOrder = (at: ReadonlyMap<string, number>): readonly number[] =>
    [...at].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, position]) => position);
  const needsAt = inOrder(needAt);
  const resourcesAt = inOrder(resourceAt);
  return {
    needsAt,
    resourcesAt,
    needs: needsAt.flatMap((n) => needs[n] ?? []),
    resources: resourcesAt.flatMap((r) => resources[r] ?? []),
  };
};
