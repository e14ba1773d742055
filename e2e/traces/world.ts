import { type Scope, scopeOf, type Viewer } from '@hub/engine-policy';
import { peopleRecords } from './peopleRecords.ts';
import { ancestorsOf, homes } from './places.ts';
import { publicRecords } from './publicRecords.ts';
import type { WorldRecord } from './records.ts';

/** The fuller world: everything that anybody has. */
export const wholeWorld: readonly WorldRecord[] = [...publicRecords(), ...homes.flatMap(peopleRecords)];

const idOf = ({ fields }: WorldRecord): string => String(fields.id ?? fields.code);

/** Whether the policy lets the viewer see a record. */
export function isSeenBy(viewer: Viewer, { seenAs, owner, fields }: WorldRecord): boolean {
  if (!seenAs) return true;
  const scope: Scope = scopeOf(viewer, seenAs);
  if (scope === 'ALL' || scope === 'NONE') return scope === 'ALL';
  if (!scope.within && !scope.ownedBy) return false;
  const lies = ancestorsOf(fields.divisionCode ?? '');
  const lie = (scope.within ?? []).every((nodes) => nodes.some((place) => lies.includes(place)));
  return lie && (scope.ownedBy?.includes(owner ?? '') ?? true);
}

/** The world as it is without what the viewer may not see. */
export function worldOf(viewer: Viewer): readonly WorldRecord[] {
  const seen = wholeWorld.filter((one) => isSeenBy(viewer, one));
  const ids = new Set(seen.map(idOf));
  return wholeWorld.filter((one) => ids.has(idOf(one)) || ids.has(one.proposedTo ?? ''));
}

/** Ids of the records that a viewer may not see. */
export const hiddenFrom = (viewer: Viewer): readonly string[] =>
  wholeWorld.filter((one) => !isSeenBy(viewer, one)).map(idOf);

/** Ids of all records that are hidden from somebody. */
export const protectedIds: readonly string[] = wholeWorld.filter(({ seenAs }) => seenAs).map(idOf);
