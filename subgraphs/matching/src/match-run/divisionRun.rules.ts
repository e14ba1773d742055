import type { FixedAssignment, MatchInput, MatchNeed } from '@hub/engine-matching';
import type { NeedAnswerRow } from './needAnswer.entity.ts';

/** Whether a need lies in a division or zone; in no division in particular all do. */
export const within =
  (division: string | null) =>
  ({ places }: Pick<MatchNeed, 'places'>): boolean =>
    division === null || places.includes(division);

export interface Narrowed {
  readonly input: MatchInput;
  /** The needs that are matched. */
  readonly inside: readonly MatchNeed[];
}

/**
 * The run of some needs only. What the last run proposed to all others is held fixed, as if they had accepted it: their needs stay in the
 * input with just the units that they have, so that capacities and limits for one person count them, and want nothing more.
 */
export function narrowedTo(
  input: MatchInput,
  isInside: (need: MatchNeed) => boolean,
  answers: readonly Pick<NeedAnswerRow, 'needId' | 'helpers'>[],
): Narrowed {
  const inside = input.needs.filter(isInside);
  if (inside.length === input.needs.length) return { input, inside };
  const outside = new Map(input.needs.filter((need) => !isInside(need)).map((need) => [need.id, need]));
  const fixed = input.fixed ?? [];
  const held = heldFixed(
    answers.filter(({ needId }) => outside.has(needId)),
    input,
  );
  const units = new Map<string, number>();
  for (const one of [...fixed, ...held]) units.set(one.needId, (units.get(one.needId) ?? 0) + one.units);
  return {
    inside,
    input: {
      ...input,
      fixed: [...fixed, ...held],
      needs: input.needs.map((need) => (outside.has(need.id) ? { ...need, units: units.get(need.id) ?? 0 } : need)),
    },
  };
}

/** Proposals of the last run as fixed assignments, as far as the resources are still there and give as much. */
function heldFixed(
  answers: readonly Pick<NeedAnswerRow, 'needId' | 'helpers'>[],
  { resources, fixed = [] }: MatchInput,
): readonly FixedAssignment[] {
  const left = new Map(resources.map(({ id, capacity }) => [id, capacity]));
  for (const { resourceId, units } of fixed) left.set(resourceId, (left.get(resourceId) ?? 0) - units);
  return answers
    .flatMap(({ needId, helpers }) => helpersIn(helpers).map((helper) => ({ needId, ...helper })))
    .flatMap((proposal) => {
      const units = Math.min(proposal.units, left.get(proposal.resourceId) ?? 0);
      if (units <= 0) return [];
      left.set(proposal.resourceId, (left.get(proposal.resourceId) ?? 0) - units);
      return [{ ...proposal, units }];
    });
}

/** Who gives how much, as an answer keeps it in short. */
const helpersIn = (helpers: string): readonly { readonly resourceId: string; readonly units: number }[] =>
  helpers === ''
    ? []
    : helpers.split('|').map((helper) => {
        const [resourceId = '', units] = helper.split(' ');
        return { resourceId, units: Number(units) };
      });
