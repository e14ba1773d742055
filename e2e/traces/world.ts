import { type Scope, scopeOf, type Viewer } from '@hub/engine-policy';
import { accessRecords, type Deed, deeds } from './accessRecords.ts';
import { peopleRecords } from './peopleRecords.ts';
import { ancestorsOf, homes } from './places.ts';
import { publicRecords } from './publicRecords.ts';
import type { WorldRecord } from './records.ts';
import { referralDeeds } from './referralRecords.ts';

export interface World {
  readonly records: readonly WorldRecord[];
  readonly deeds: readonly Deed[];
}

const records: readonly WorldRecord[] = [...publicRecords(), ...homes.flatMap(peopleRecords), ...accessRecords()];

/** The fuller world: everything that anybody has. */
export const wholeWorld: World = { records, deeds: [...deeds, ...referralDeeds] };

const idOf = ({ fields }: WorldRecord): string => String(fields.id ?? fields.code);

/** Whether the policy lets the viewer see a record. */
export function isSeenBy(viewer: Viewer, one: WorldRecord): boolean {
  const { seenAs, owner, fields } = one;
  if (!seenAs) return true;
  if (typeof seenAs === 'function') return seenAs(viewer);
  const scope: Scope = scopeOf(viewer, seenAs);
  if (scope === 'ALL' || scope === 'NONE') return scope === 'ALL';
  if (!scope.within && !scope.ownedBy) return false;
  const lies = ancestorsOf(fields.divisionCode ?? '');
  const lie = (scope.within ?? []).every((nodes) => nodes.some((place) => lies.includes(place)));
  const isOfKind = scope.ofKinds?.includes(String(fields.unit)) ?? true;
  const isOwn = scope.ownedBy?.includes(owner ?? '') ?? true;
  return lie && isOfKind && isOwn && (!scope.servedBy || isServed(viewer, one));
}

/** Whether a record is about a client whom the viewer may see; a household is by a member. */
function isServed(viewer: Viewer, { kind, fields }: WorldRecord): boolean {
  const of = (other: WorldRecord['kind'], test: (one: WorldRecord['fields']) => boolean) =>
    records.some((one) => one.kind === other && test(one.fields) && isSeenBy(viewer, one));
  if (kind === 'households') return of('residents', ({ householdId }) => householdId === fields.id);
  if (kind === 'assistanceStatuses') return of('residents', ({ id }) => id === fields.residentId);
  return of('clients', ({ idNumber }) => idNumber === fields.idNumber);
}

/** The world as it is without what the viewer may not see. */
export function worldOf(viewer: Viewer): World {
  const seen = new Set(records.filter((one) => isSeenBy(viewer, one)).map(idOf));
  const ids = new Set(records.filter((one) => seen.has(idOf(one)) || seen.has(one.toldBy ?? '')).map(idOf));
  return {
    records: records.filter((one) => ids.has(idOf(one))),
    deeds: wholeWorld.deeds.filter(({ seenBy }) => (typeof seenBy === 'string' ? ids.has(seenBy) : seenBy(viewer))),
  };
}

/** Ids of the records that a viewer may not see. */
export const hiddenFrom = (viewer: Viewer): readonly string[] =>
  records.filter((one) => !isSeenBy(viewer, one)).map(idOf);

/** Ids of all records that are hidden from somebody. */
export const protectedIds: readonly string[] = records.filter(({ seenAs }) => seenAs).map(idOf);
