import type { Store } from '@hub/kernel';
import { matchNeedOf, matchPolicy, matchResourceOf } from '../match/match.rules.ts';
import type { NeedCopyRow } from '../need/need.entity.ts';
import { familyKeysIn } from '../person-key/personKey.entity.ts';
import { personKeysOf } from '../person-key/personKey.repository.ts';
import type { ResourceRow } from '../resource/resource.entity.ts';
import { fundTermsOf, jointTermsOf } from '../resource/resourceTerms.rules.ts';
import type { Seals } from '../seals.ts';
import type { MatchingTables } from '../tables.ts';
import { dealingsOf } from './dealings.rules.ts';
import {
  agreedFor,
  placesAround,
  recordsOfPerson,
  resourcesBeside,
  sidesOf,
  versionOfAgreed,
} from './pair.repository.ts';
import type { Pair } from './pair.rules.ts';
import type { ReferralRow } from './referral.entity.ts';
import { openStates, reservingStates } from './referralMachine.rules.ts';

/** Reads what the engine must know of one need and one resource. */
export interface PairReader {
  /** As they would be referred now. */
  of(need: NeedCopyRow, resource: ResourceRow): Promise<Pair>;
  /** As they are referred already, without this referral; `null` when either side is gone. */
  referredBy(referral: ReferralRow): Promise<Pair | null>;
}

type PairReading = Pick<Store<MatchingTables>, 'reads'>;

export function createPairReader({ reads }: PairReading, sealed: Seals, today: string): PairReader {
  /** The resource with plenty of it: how much is left is decided where it is locked. */
  function plentyOf(resource: ResourceRow) {
    const base = sealed.resource.open(resource.ownerId, 'place', resource.placeSealed);
    return { ...matchResourceOf(resource, base), capacity: Number.MAX_SAFE_INTEGER };
  }

  async function pairOf(
    need: NeedCopyRow,
    resource: ResourceRow,
    { isOther, isBeside }: Readonly<Record<'isOther' | 'isBeside', (referral: ReferralRow) => boolean>>,
  ) {
    const places = await placesAround(reads, need.divisionCode, today);
    const persons = await recordsOfPerson(reads, need.clientId);
    const [helper] = await personKeysOf(reads, 'volunteer', [resource.ownerId]);
    const home = sealed.need.open(need.id, 'place', need.placeSealed);
    const agreed = await agreedFor(reads, [need.clientId, ...persons.map(({ recordId }) => recordId)]);
    const dealings = dealingsOf({ referrals: agreed.filter(isOther), spent: [], persons, today });
    const fixed = [...dealings.fixed, ...agreed.filter(isBeside).map(inFull)];
    const asking = dealings.needOf(matchNeedOf(need, home, places.length > 0 ? places : [need.divisionCode]));
    const given = [...new Set(fixed.map(({ resourceId }) => resourceId))];
    const beside = await resourcesBeside(reads, given, resource.providerId);
    const { beneficiaryCaps, besideFunds } = jointTermsOf(
      beside.filter(({ kind }) => kind === 'FUND').map(fundTermsOf),
    );
    const others = new Set(fixed.map(({ needId }) => needId).filter((id) => id !== need.id));
    return {
      needId: need.id,
      resourceId: resource.id,
      agreed: versionOfAgreed(agreed),
      input: {
        // Her other needs only hold what she has; a part of a need that must be met whole may come from each of several.
        needs: [{ ...asking, indivisible: false }, ...[...others].map((id) => ({ ...asking, id }))],
        resources: [
          {
            ...besideFunds(plentyOf(resource)),
            personKey: helper?.personKey ?? null,
            familyKeys: familyKeysIn(helper?.familyKeys ?? ''),
          },
          ...beside.filter(({ id }) => id !== resource.id).map(plentyOf),
        ],
        ...{ policy: matchPolicy, today, fixed, past: dealings.past, beneficiaryCaps },
      },
    };
  }

  return {
    of: (need, resource) =>
      // Whether this very pair is referred already is decided where it is locked.
      pairOf(need, resource, {
        isOther: (referral) => referral.dueOn === null || !isOfPair(referral, need, resource),
        // Who gives only beside others is asked together with them, before they have accepted.
        isBeside: (referral) => resource.matchGives !== null && isAsked(referral, need),
      }),
    async referredBy(referral) {
      const { need, resource } = await sidesOf(reads, referral);
      return need && resource
        ? pairOf(need, resource, { isOther: ({ id }) => id !== referral.id, isBeside: () => false })
        : null;
    },
  };
}

const isAsked = ({ needId, state }: ReferralRow, need: NeedCopyRow): boolean =>
  needId === need.id && openStates.includes(state) && !reservingStates.includes(state);

const inFull = ({ needId, resourceId, units }: ReferralRow) => ({ needId, resourceId, units });

const isOfPair = ({ needId, resourceKind, resourceOwnerId }: ReferralRow, need: NeedCopyRow, resource: ResourceRow) =>
  needId === need.id && resourceKind === resource.kind && resourceOwnerId === resource.ownerId;
