import { checkInput, type FixedAssignment, type MatchNeed, type MatchResource } from '../input.ts';

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
  | { readonly kind: 'DECLINED'; readonly needId: string; readonly resourceId: string };

/** Needs and resources by positions that never change: who is withdrawn leaves a place in which nobody can use it, and whoever comes gets the next one. */
export interface World {
  readonly needs: MatchNeed[];
  readonly resources: MatchResource[];
  readonly needAt: Map<string, number>;
  readonly resourceAt: Map<string, number>;
  fixed: readonly FixedAssignment[];
}

/** Positions of what changed; `isFixed` when fixed units changed, or what they are subtracted from. */
export interface Touched {
  readonly needs: Set<number>;
  readonly resources: Set<number>;
  isFixed: boolean;
}

const NOBODY = '(withdrawn)';

/** The world at the start. */
export const openWorld = (
  needs: readonly MatchNeed[],
  resources: readonly MatchResource[],
  fixed: readonly FixedAssignment[],
): World => ({
  needs: [...needs],
  resources: [...resources],
  needAt: new Map(needs.map(({ id }, n) => [id, n])),
  resourceAt: new Map(resources.map(({ id }, r) => [id, r])),
  fixed,
});

const known = (at: ReadonlyMap<string, number>, kind: string, id: string): number => {
  const position = at.get(id);
  if (position === undefined) throw new RangeError(`The ${kind} "${id}" is changed when it is not in the run.`);
  return position;
};

const place = <T extends { readonly id: string }>(rows: T[], at: Map<string, number>, row: T): number => {
  const position = at.get(row.id) ?? rows.length;
  rows[position] = row;
  at.set(row.id, position);
  return position;
};

const withdrawNeed = ({ needs, needAt }: World, needId: string): number => {
  const n = known(needAt, 'need', needId);
  const need = needs[n];
  if (need !== undefined) needs[n] = { ...need, id: NOBODY, units: 0 };
  needAt.delete(needId);
  return n;
};

const withdrawResource = ({ resources, resourceAt }: World, resourceId: string): number => {
  const r = known(resourceAt, 'resource', resourceId);
  const resource = resources[r];
  if (resource !== undefined) resources[r] = { ...resource, id: NOBODY, unit: NOBODY, services: [NOBODY], capacity: 0 };
  resourceAt.delete(resourceId);
  return r;
};

/** Makes the change, or throws a `RangeError` that names what is wrong with it and changes nothing. */
export const applyChange = (world: World, touched: Touched, change: RunChange, today: string): void => {
  const { needs, resources, needAt, resourceAt } = world;
  switch (change.kind) {
    case 'NEED':
      checkInput([change.need], [], [], today);
      touched.needs.add(place(needs, needAt, change.need));
      touched.isFixed ||= world.fixed.some(({ needId }) => needId === change.need.id);
      break;
    case 'NEED_WITHDRAWN':
      touched.needs.add(withdrawNeed(world, change.needId));
      touched.isFixed ||= world.fixed.some(({ needId }) => needId === change.needId);
      break;
    case 'RESOURCE':
      checkInput([], [change.resource], [], today);
      touched.resources.add(place(resources, resourceAt, change.resource));
      break;
    case 'RESOURCE_WITHDRAWN':
      touched.resources.add(withdrawResource(world, change.resourceId));
      break;
    case 'FIXED': {
      const { needId, resourceId, units } = change;
      checkInput([], [], [change], today);
      touched.needs.add(known(needAt, 'need', needId));
      touched.resources.add(known(resourceAt, 'resource', resourceId));
      world.fixed = [...world.fixed, { needId, resourceId, units }];
      touched.isFixed = true;
      break;
    }
    case 'RELEASED': {
      touched.needs.add(known(needAt, 'need', change.needId));
      touched.resources.add(known(resourceAt, 'resource', change.resourceId));
      world.fixed = world.fixed.filter((row) => row.needId !== change.needId || row.resourceId !== change.resourceId);
      touched.isFixed = true;
      break;
    }
    case 'DECLINED': {
      const n = known(needAt, 'need', change.needId);
      const need = needs[n];
      if (need !== undefined)
        needs[n] = { ...need, excludedProviders: [...new Set([...need.excludedProviders, change.resourceId])] };
      touched.needs.add(n);
      touched.isFixed ||= world.fixed.some(({ needId }) => needId === change.needId);
    }
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
