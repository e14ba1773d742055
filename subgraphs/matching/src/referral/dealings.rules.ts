import type { FixedAssignment, MatchResource, PastDealing } from '@hub/engine-matching';
import { addMonths } from '@hub/values';
import type { SpentOnOwner } from '../commitment/commitment.entity.ts';
import { offeredOn } from '../commitment/commitment.rules.ts';
import type { NeedOfRun } from '../match/match.rules.ts';
import { familyKeysIn, type PersonKeyRow } from '../person-key/personKey.entity.ts';
import type { ResourceRow } from '../resource/resource.entity.ts';
import { heldOf, openOf } from './months.rules.ts';
import type { DeclineReason, ReferralRow } from './referral.entity.ts';
import { openStates, reservingStates } from './referralMachine.rules.ts';

/** How the engine's policy knows a reason for declining; what is not named here counts as any other reason. */
export const engineReasons: Readonly<Partial<Record<DeclineReason, string>>> = {
  NO_CAPACITY: 'BUSY',
  NO_TIME: 'BUSY',
  OUT_OF_AREA: 'TOO_FAR',
  NOT_SUITABLE: 'NOT_SUITABLE',
  CONFLICT_OF_INTEREST: 'NOT_SUITABLE',
  RECIPIENT_DECLINED: 'NOT_WANTED',
};

/** From when on what was given or declined tells a run something. */
export const rememberedFrom = (today: string): string => addMonths(today, -24);

/** What a run must know of one referral: units that are held, or what was given or declined. */
export interface Dealt {
  readonly fixed: FixedAssignment | null;
  readonly past: PastDealing | null;
}

/** By the referral's id. */
export type DealtById = ReadonlyMap<string, Dealt>;

/** What people have agreed on, and what a run must know of it. */
export interface Dealings {
  /** In the order of the referrals; those that a run need not know of are left out. */
  readonly dealt: DealtById;
  readonly fixed: readonly FixedAssignment[];
  readonly past: readonly PastDealing[];
  /** A need without what was already given, and of what is spread over time no more than a month's. */
  needOf(need: NeedOfRun): NeedOfRun;
  /** What its owner offers without what was given and is not yet booked. */
  resourceOf(resource: MatchResource, row: ResourceRow): MatchResource;
}

export interface DealingRows {
  readonly referrals: readonly ReferralRow[];
  readonly spent: readonly SpentOnOwner[];
  readonly persons: readonly PersonKeyRow[];
  readonly today: string;
}

/**
 * Accepted units are fixed, so no run moves them, and an open referral without them keeps its pair from being proposed once more. What was
 * given counts against its need; its resource has lost it already where the owner has booked it, and here where not.
 */
export function dealingsOf({ referrals, spent, persons, today }: DealingRows): Dealings {
  const known = new Map(persons.map((row) => [`${row.recordKind} ${row.recordId}`, row]));
  const familyOf = (record: string) => ({ familyKeys: familyKeysIn(known.get(record)?.familyKeys ?? '') });
  const spentOn = new Map(spent.map((row) => [`${row.resourceKind} ${row.resourceOwnerId}`, row.spent]));
  const [served, promised, held] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const add = (sums: Map<string, number>, needId: string, units: number) =>
    sums.set(needId, (sums.get(needId) ?? 0) + units);
  for (const referral of referrals) {
    add(served, referral.needId, referral.servedUnits);
    if (!reservingStates.includes(referral.state)) continue;
    add(promised, referral.needId, referral.units);
    add(held, referral.needId, heldOf(referral));
  }
  const unitsOf = ({ id, units, inAll }: NeedOfRun): Pick<NeedOfRun, 'units' | 'inAll'> => {
    const given = served.get(id) ?? 0;
    if (inAll === undefined) return { units: Math.max(0, units - given) };
    const holds = held.get(id) ?? 0;
    const open = openOf({ units: inAll, monthUnits: units }, given + (promised.get(id) ?? 0), holds);
    return { units: holds + open.aMonth, inAll: open.inAll };
  };
  const personOf = (clientId: string): string => known.get(`client ${clientId}`)?.personKey ?? clientId;
  const dealt = new Map(
    referrals
      .map((referral): readonly [string, Dealt] => [
        referral.id,
        { fixed: fixedOf(referral), past: pastOf(referral, personOf(referral.clientId), today) },
      ])
      .filter(([, { fixed, past }]) => fixed !== null || past !== null),
  );
  return {
    dealt,
    ...listsOf(dealt),
    needOf: (need) => ({
      ...need,
      ...unitsOf(need),
      ...(need.personKey === null
        ? { personKey: null }
        : { personKey: personOf(need.personKey), ...familyOf(`client ${need.personKey}`) }),
    }),
    resourceOf: (resource, row) => {
      const unbooked = Math.max(0, (spentOn.get(`${row.kind} ${row.ownerId}`) ?? 0) - row.bookedUnits);
      return {
        ...resource,
        capacity: Math.max(0, offeredOn(row, today) - unbooked),
        personKey: known.get(`volunteer ${row.ownerId}`)?.personKey ?? null,
        ...familyOf(`volunteer ${row.ownerId}`),
      };
    },
  };
}

/** All that is fixed and all that is past, as a run is given it. */
export const listsOf = (dealt: DealtById): Pick<Dealings, 'fixed' | 'past'> => ({
  fixed: [...dealt.values()].flatMap(({ fixed }) => fixed ?? []),
  past: [...dealt.values()].flatMap(({ past }) => past ?? []),
});

function fixedOf(referral: ReferralRow): FixedAssignment | null {
  const { needId, resourceId, state } = referral;
  if (!openStates.includes(state)) return null;
  return { needId, resourceId, units: reservingStates.includes(state) ? heldOf(referral) : 0 };
}

function pastOf(referral: ReferralRow, personKey: string, today: string): PastDealing | null {
  const { resourceId, providerId, servedUnits, unit, endedOn: on, state, reason } = referral;
  if (on === null || on < rememberedFrom(today)) return null;
  const pair = { personKey, resourceId, providerId, on };
  if (state === 'COMPLETED' && servedUnits > 0) return { ...pair, kind: 'SERVED', units: servedUnits, unit };
  if (state !== 'DECLINED' || reason === null) return null;
  // Only a decline's reasons are written down with a decline.
  return { ...pair, kind: 'DECLINED', reason: engineReasons[reason as DeclineReason] ?? reason };
}
