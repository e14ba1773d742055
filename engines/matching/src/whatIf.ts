import { compareRuns, type RunComparison } from './compareRuns.ts';
import type { MatchResource } from './input.ts';
import { type MatchInput, match } from './match.ts';
import type { MatchOutcome } from './outcome.ts';
import type { MatchPolicy } from './policy.ts';

/** One thing that might be different; nothing of it is stored. */
export type Supposition =
  /** So many more of a kind, each serving all of the divisions named, at any time. */
  | {
      readonly kind: 'MORE_RESOURCES';
      readonly count: number;
      readonly divisions: readonly string[];
      readonly services: readonly string[];
      readonly unit: string;
      readonly unitsEach: number;
      readonly skills: readonly string[];
      readonly vetted: boolean;
    }
  | { readonly kind: 'MORE_UNITS'; readonly resourceId: string; readonly units: number }
  /**
   * Whatever its donor bound it to binds no longer: groups, regions, categories, giving only beside others, and for `anyService` its
   * purpose; its caps, its least amount and its last day do.
   */
  | { readonly kind: 'RESTRICTION_LIFTED'; readonly resourceId: string; readonly anyService?: boolean }
  | { readonly kind: 'RESOURCE_WITHDRAWN'; readonly resourceId: string }
  | { readonly kind: 'OTHER_POLICY'; readonly policy: MatchPolicy };

const MOST_MORE = 10_000;
const FOREVER = '9999-12-31';

const change = (
  input: MatchInput,
  resourceId: string,
  to: (resource: MatchResource) => readonly MatchResource[],
): MatchInput => {
  if (!input.resources.some(({ id }) => id === resourceId))
    throw new RangeError(`The resource "${resourceId}" is supposed to change when it is not in the run.`);
  return {
    ...input,
    resources: input.resources.flatMap((resource) => (resource.id === resourceId ? to(resource) : [resource])),
  };
};

const more = (input: MatchInput, supposition: Extract<Supposition, { kind: 'MORE_RESOURCES' }>, position: number) => {
  const { count, divisions, services, unit, unitsEach, skills, vetted } = supposition;
  if (!(Number.isInteger(count) && count >= 1 && count <= MOST_MORE))
    throw new RangeError(`${count} more resources are supposed when expected 1 to ${MOST_MORE}.`);
  const made = Array.from(
    { length: count },
    (_, k): MatchResource => ({
      id: `supposed ${position + 1}.${String(k + 1).padStart(5, '0')}`,
      kind: 'SUPPOSED',
      services,
      unit,
      capacity: unitsEach,
      longitude: null,
      latitude: null,
      radiusMetres: null,
      regions: divisions,
      windows: 0,
      skills,
      vettedUntil: vetted ? FOREVER : null,
      vettedFor: 'ENHANCED',
      groups: [],
      restricted: false,
      perPersonCap: null,
      expiresOn: null,
      providerId: null,
      personKey: null,
    }),
  );
  return { ...input, resources: [...input.resources, ...made] };
};

const unrestricted = (resource: MatchResource, anyService: boolean): MatchResource => ({
  ...resource,
  groups: [],
  regions: [],
  categories: [],
  matchGiving: null,
  restricted: false,
  ...(anyService ? { services: [] } : {}),
});

const suppose = (input: MatchInput, supposition: Supposition, position: number): MatchInput => {
  switch (supposition.kind) {
    case 'MORE_RESOURCES':
      return more(input, supposition, position);
    case 'MORE_UNITS':
      return change(input, supposition.resourceId, (resource) => [
        { ...resource, capacity: resource.capacity + supposition.units },
      ]);
    case 'RESTRICTION_LIFTED':
      return change(input, supposition.resourceId, (resource) => [
        unrestricted(resource, supposition.anyService === true),
      ]);
    case 'RESOURCE_WITHDRAWN':
      return change(input, supposition.resourceId, () => []);
    case 'OTHER_POLICY':
      return { ...input, policy: supposition.policy };
  }
};

/** The run as it would be, and what would be different. The given run is not touched. Throws a `RangeError` for what cannot be supposed. */
export const whatIf = (
  input: MatchInput,
  suppositions: readonly Supposition[],
  known?: MatchOutcome,
): { readonly outcome: MatchOutcome; readonly comparison: RunComparison } => {
  const outcome = match(suppositions.reduce(suppose, input));
  return { outcome, comparison: compareRuns(known ?? match(input), outcome) };
};
