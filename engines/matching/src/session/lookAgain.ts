import { candidateOf, type Look, type Snapshot } from '../eligible.ts';
import type { Touched } from './world.ts';

/**
 * Needs whose candidates may differ after a change: those that changed, other needs of the same person where units were fixed (her caps),
 * and of the unit of a changed resource those that knew it, could have it, found nothing, or stopped looking before they had seen all.
 */
export const whoLooksAgain = (
  before: Snapshot,
  now: Snapshot,
  looks: readonly Look[],
  touched: Touched,
): ReadonlySet<number> => {
  const again = new Set(touched.needs);
  const { needs, wanted, policy } = now;
  if (touched.isFixed) {
    const people = new Set([...touched.needs].map((n) => needs[n]?.personKey ?? null));
    needs.forEach(({ personKey }, n) => {
      if (personKey !== null && people.has(personKey)) again.add(n);
    });
  }
  const differing = [...touched.resources].filter((r) => differs(before, now, r));
  if (differing.length === 0) return again;
  const units = new Set(differing.flatMap((r) => [before.resources[r]?.unit, now.resources[r]?.unit]));
  const roomy = (policy.maxCandidates >> 1) - differing.length;
  needs.forEach(({ unit }, n) => {
    if ((wanted[n] ?? 0) === 0 || !units.has(unit)) return;
    const look = looks[n];
    if (look === undefined || look.cut || look.candidates.length === 0 || look.examined >= roomy) again.add(n);
    else if (differing.some((r) => knows(look, r) || couldHave(now, n, r))) again.add(n);
  });
  return again;
};

/** True unless only the units that it has left differ, and it had some and has some. */
const differs = (before: Snapshot, now: Snapshot, r: number): boolean =>
  before.resources[r] !== now.resources[r] || (before.free[r] ?? 0) > 0 !== (now.free[r] ?? 0) > 0;

const knows = ({ candidates }: Look, r: number): boolean => candidates.some(({ resource }) => resource === r);

const couldHave = (now: Snapshot, n: number, r: number): boolean => {
  const resource = now.resources[r];
  return resource !== undefined && candidateOf(now, n, r, resource) !== null;
};
