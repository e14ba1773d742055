import type { MatchNeed } from '@hub/engine-matching';
import type { Kysely } from 'kysely';
import type { NeedCopyRow } from '../need/need.entity.ts';
import { needsForRun } from '../need/need.repository.ts';
import { dealingsAbout } from '../referral/dealings.repository.ts';
import { dealingsOf } from '../referral/dealings.rules.ts';
import type { MatchingTables } from '../tables.ts';
import { type Differing, differingIn, textOf } from './differing.rules.ts';
import type { NotedChanges } from './inputChange.repository.ts';
import { needReader, type ReadInput, type RunInputParts } from './runInput.worker.ts';

export interface NeedsSince extends Pick<ReadInput, 'places' | 'newlyAnswered'> {
  readonly differing: Differing<MatchNeed>;
}

/** Needs of which something was noted; `null` where they are more than so many, or where it is not known which they are. */
export async function needsSince(
  parts: RunInputParts,
  reads: Kysely<MatchingTables>,
  before: ReadInput,
  noted: NotedChanges,
  most: number,
): Promise<NeedsSince | null> {
  const stored = needsForRun(reads);
  const about = dealingsAbout(reads);
  const { today } = before.input;
  const referred = await about.needsOfReferrals(noted.REFERRAL);
  // Referrals are never removed: whoever removed one did what nobody here reckons with.
  if (referred.length < noted.REFERRAL.length) return null;
  const hers = await stored.idsOfClients(noted.CLIENT);
  const ids = new Set([...noted.NEED, ...referred.map(({ needId }) => needId), ...hers]);
  const concerned = await stored.openByIds([...ids]);
  const places = await placesSince(reads, before, noted, concerned);
  const moved = movedNeeds(before, places).filter((id) => !ids.has(id));
  for (const id of moved) ids.add(id);
  if (ids.size > most) return null;
  const rows = [...concerned, ...(await stored.openByIds(moved))];
  const clients = [...new Set(rows.map(({ clientId }) => clientId))];
  const referrals = await about.referralsOfNeeds([...ids]);
  const dealings = dealingsOf({ referrals, spent: [], persons: await about.personsOf(clients, []), today });
  return {
    places,
    newlyAnswered: rows.filter(({ answered }) => answered === 0).map(({ id }) => id),
    differing: differingIn(before.input.needs, ids, rows.map(needReader(parts, dealings, places))),
  };
}

/** How many a place holds decides where it stands among the others, so that one that changed may concern any. */
async function placesSince(
  reads: Kysely<MatchingTables>,
  { places, input: { today } }: ReadInput,
  { PLACE }: NotedChanges,
  concerned: readonly NeedCopyRow[],
): Promise<ReadInput['places']> {
  const stored = needsForRun(reads);
  if (PLACE.length > 0) return stored.placesOn(today);
  const unknown = [...new Set(concerned.map(({ divisionCode }) => divisionCode))].filter((code) => !places.has(code));
  return unknown.length === 0 ? places : new Map([...places, ...(await stored.placesOfDivisions(unknown, today))]);
}

/** Needs in divisions that lie in other places than before. */
function movedNeeds({ places: before, input }: ReadInput, now: ReadInput['places']): readonly string[] {
  if (before === now) return [];
  const divisions = new Set(input.needs.map(({ community }) => community));
  const moved = new Set([...divisions].filter((code) => textOf(before.get(code)) !== textOf(now.get(code))));
  return input.needs.filter(({ community }) => moved.has(community)).map(({ id }) => id);
}
