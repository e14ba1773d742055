import { candidateOf, type Look, type Snapshot } from '../eligible.ts';
import type { MatchNeed, MatchResource } from '../input.ts';
import type { Touched } from './world.ts';

/**
 * Needs whose candidates, or whose obstacles, may differ after a change: those that changed, other needs of the same person where units were
 * fixed (her caps), and for a changed resource those that knew it, that could have it, or that found nothing of the service it offers.
 */
export const whoLooksAgain = (
  before: Snapshot,
  now: Snapshot,
  looks: readonly Look[],
  touched: Touched,
): ReadonlySet<number> => {
  const again = new Set(touched.needs);
  const { needs, wanted } = now;
  if (touched.isFixed) {
    const people = new Set([...touched.needs].map((n) => needs[n]?.personKey ?? null));
    needs.forEach(({ personKey }, n) => {
      if (personKey !== null && people.has(personKey)) again.add(n);
    });
  }
  const differing = [...touched.resources].filter((r) => differs(before, now, r));
  if (differing.length === 0) return again;
  needs.forEach((need, n) => {
    const look = looks[n];
    if ((wanted[n] ?? 0) === 0 || look === undefined) return;
    for (const r of differing) {
      const offers = offersFor(before.resources[r], need) || offersFor(now.resources[r], need);
      if (offers && (look.candidates.length === 0 || knows(look, r) || couldHave(now, n, r))) again.add(n);
    }
  });
  return again;
};

const offersFor = (resource: MatchResource | undefined, { unit, service }: MatchNeed): boolean =>
  resource?.unit === unit && (resource.services.length === 0 || resource.services.includes(service));

/** True when two looks found the same candidates at the same points. */
export const foundTheSame = (a: Look, b: Look): boolean =>
  a.cut === b.cut &&
  a.candidates.length === b.candidates.length &&
  a.candidates.every(({ resource, score, most, distanceMetres }, k) => {
    const other = b.candidates[k];
    return (
      other?.resource === resource &&
      other.score === score &&
      other.most === most &&
      other.distanceMetres === distanceMetres
    );
  });

/** True unless only the units that it has left differ, and it had some and has some. */
const differs = (before: Snapshot, now: Snapshot, r: number): boolean =>
  before.resources[r] !== now.resources[r] || (before.free[r] ?? 0) > 0 !== (now.free[r] ?? 0) > 0;

const knows = ({ candidates }: Look, r: number): boolean => candidates.some(({ resource }) => resource === r);

const couldHave = (now: Snapshot, n: number, r: number): boolean => {
  const resource = now.resources[r];
  return resource !== undefined && candidateOf(now, n, r, resource) !== null;
};
