import type { FixedAssignment, MatchInput, MatchOutcome, PastDealing, RunChange } from '../src/index.ts';

type Dice = (below: number) => number;

/** The input that a run has after a change, written once more and in the plainest way. */
export const after = (input: MatchInput, change: RunChange): MatchInput => {
  const { needs, resources, fixed = [] } = input;
  switch (change.kind) {
    case 'NEED':
      return { ...input, needs: [...needs.filter(({ id }) => id !== change.need.id), change.need] };
    case 'NEED_WITHDRAWN':
      return { ...input, needs: needs.filter(({ id }) => id !== change.needId) };
    case 'RESOURCE':
      return { ...input, resources: [...resources.filter(({ id }) => id !== change.resource.id), change.resource] };
    case 'RESOURCE_WITHDRAWN':
      return { ...input, resources: resources.filter(({ id }) => id !== change.resourceId) };
    case 'FIXED':
      return { ...input, fixed: [...fixed, change] };
    case 'RELEASED':
      return {
        ...input,
        fixed: fixed.filter((row) => row.needId !== change.needId || row.resourceId !== change.resourceId),
      };
    case 'DECLINED':
      return {
        ...input,
        needs: needs.map((need) =>
          need.id === change.needId
            ? { ...need, excludedProviders: [...need.excludedProviders, change.resourceId] }
            : need,
        ),
      };
    case 'PAST': {
      const others = (input.past ?? []).filter(({ personKey }) => personKey !== change.personKey);
      return { ...input, past: [...others, ...change.past] };
    }
  }
};

export const changeAtRandom = (input: MatchInput, outcome: MatchOutcome, dice: Dice, spare: MatchInput): RunChange => {
  const pick = <T>(rows: readonly T[]): T => rows[dice(rows.length)] as T;
  const need = pick(input.needs);
  const resource = pick(input.resources);
  const isThere = (rows: readonly { readonly id: string }[], id: string): boolean => rows.some((row) => row.id === id);
  const served = outcome.needs.filter(
    ({ needId, proposed }) =>
      isThere(input.needs, needId) && isThere(input.resources, proposed[0]?.resourceId ?? 'nothing'),
  );
  const taken = served.length === 0 ? undefined : pick(served);
  const pair = { needId: taken?.needId ?? need.id, resourceId: taken?.proposed[0]?.resourceId ?? resource.id };
  const fixed = input.fixed ?? [];
  switch (dice(11)) {
    case 0:
      return { kind: 'NEED', need: { ...pick(spare.needs), id: `later_${dice(1000)}` } };
    case 1:
      return { kind: 'NEED', need: { ...pick(spare.needs), id: need.id } };
    case 2:
      return { kind: 'NEED_WITHDRAWN', needId: taken?.needId ?? need.id };
    case 3:
      return { kind: 'RESOURCE', resource: { ...pick(spare.resources), id: `later_${dice(1000)}` } };
    case 4:
      return { kind: 'RESOURCE', resource: { ...resource, capacity: dice(6) } };
    case 5:
      return { kind: 'RESOURCE_WITHDRAWN', resourceId: resource.id };
    case 6:
      return { kind: 'FIXED', ...pair, units: 1 };
    case 7:
      return fixed.length === 0 ? { kind: 'DECLINED', ...pair } : released(input, pick(fixed), pair);
    case 8:
    case 9:
      return { kind: 'PAST', ...pastAtRandom(input, pair, dice) };
    default:
      return { kind: 'DECLINED', ...pair };
  }
};

/** Somebody is served, declines, or is forgotten. */
const pastAtRandom = (
  { needs, resources, past = [] }: MatchInput,
  { needId, resourceId }: Pick<FixedAssignment, 'needId' | 'resourceId'>,
  dice: Dice,
): { readonly personKey: string; readonly past: readonly PastDealing[] } => {
  const personKey = needs.find(({ id }) => id === needId)?.personKey ?? 'somebody';
  const providerId = resources.find(({ id }) => id === resourceId)?.providerId ?? null;
  const known = past.filter((dealing) => dealing.personKey === personKey);
  const pair = { personKey, resourceId, providerId, on: `2025-0${1 + dice(5)}-01` };
  switch (dice(4)) {
    case 0:
      return { personKey, past: [] };
    case 1:
      return { personKey, past: [...known, { ...pair, kind: 'SERVED', units: 1 + dice(3), unit: 'HOUR' }] };
    default:
      return { personKey, past: [...known, { ...pair, kind: 'DECLINED', reason: dice(2) === 0 ? 'BUSY' : 'OTHER' }] };
  }
};

/** Only what is still there can be released. */
const released = (
  { needs, resources }: MatchInput,
  { needId, resourceId }: FixedAssignment,
  pair: Pick<FixedAssignment, 'needId' | 'resourceId'>,
): RunChange =>
  needs.some(({ id }) => id === needId) && resources.some(({ id }) => id === resourceId)
    ? { kind: 'RELEASED', needId, resourceId }
    : { kind: 'DECLINED', ...pair };

/** Nothing is cut, so that a run and a full match see the same candidates. */
export const uncut = (input: MatchInput): MatchInput => ({
  ...input,
  policy: { ...input.policy, maxCandidates: 10_000, maxUnlocks: 0 },
});
export const plain = (input: MatchInput): MatchInput => ({
  ...input,
  resources: input.resources.map((resource) => ({ ...resource, perPersonCap: null })),
});
