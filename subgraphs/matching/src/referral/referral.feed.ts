import type { Projection } from '@hub/kernel';
import type { ResourceKind } from '../resource/resource.entity.ts';
import type { ReferralRow } from './referral.entity.ts';

type Find = (ids: readonly string[]) => Promise<readonly ReferralRow[]>;

/** What was given, for whoever keeps the books of it. */
const outcomeOf = (referral: ReferralRow) => ({
  state: referral.state,
  serviceCode: referral.serviceCode,
  unit: referral.unit,
  servedUnits: referral.servedUnits,
  unitsAMonth: referral.monthUnits,
  endedOn: referral.endedOn,
});

/** The keeper of the need learns who helps, so that the helper can be told whom, and what was given. */
export const referralForSocialWork = (find: Find): Projection => ({
  classes: ['CASE'],
  read: async (ids) =>
    new Map(
      (await find(ids)).map((referral) => [
        referral.id,
        {
          ...outcomeOf(referral),
          needId: referral.needId,
          clientId: referral.clientId,
          divisionCode: referral.divisionCode,
          ownerOrganisationId: referral.ownerOrganisationId,
          resourceKind: referral.resourceKind,
          resourceOwnerId: referral.resourceOwnerId,
          providerId: referral.providerId,
          sent: referral.sentOn !== null,
        },
      ]),
    ),
});

/** The owner of a resource learns what was given of it, and not to whom. */
export const referralForOwner = (find: Find, kinds: readonly ResourceKind[]): Projection => ({
  classes: ['CASE'],
  read: async (ids) =>
    new Map(
      (await find(ids))
        .filter(({ resourceKind }) => kinds.includes(resourceKind))
        .map((referral) => [
          referral.id,
          {
            ...outcomeOf(referral),
            resourceKind: referral.resourceKind,
            resourceOwnerId: referral.resourceOwnerId,
            divisionCode: referral.divisionCode,
          },
        ]),
    ),
});
