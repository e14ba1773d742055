import type { Purpose, Role, Viewer } from './viewer.ts';

/** Sides of a referral: who keeps the need, who gives the help, and the district that may set right what both left wrong. */
export const referralParties = ['STATION', 'PROVIDER', 'DISTRICT'] as const;
export type ReferralParty = (typeof referralParties)[number];

/** As what a role may act in referrals, and for which purposes; who is not named only sees, or not even that. */
export const referralRights: Readonly<
  Partial<Record<Role, { readonly as: readonly ReferralParty[]; readonly purposes: readonly Purpose[] }>>
> = {
  'station-worker': { as: ['STATION', 'PROVIDER'], purposes: ['CASE_SERVICE', 'RESOURCE_MATCHING', 'VISIT'] },
  'district-officer': { as: ['DISTRICT'], purposes: ['CASE_SERVICE', 'RESOURCE_MATCHING'] },
  'charity-partner': { as: ['PROVIDER'], purposes: ['CHARITY_AID', 'RESOURCE_MATCHING'] },
  'volunteer-partner': { as: ['PROVIDER'], purposes: ['VOLUNTEER_DISPATCH', 'RESOURCE_MATCHING'] },
};

/** What of a referral says whose it is. */
export interface ReferralSides {
  readonly ownerOrganisationId: string;
  readonly providerId: string | null;
  readonly unit: string;
}

/** Whether the viewer acts in any referral at all, whatever the record. */
export const mayActInReferrals = ({ role, purpose }: Viewer): boolean =>
  purpose !== null && (referralRights[role]?.purposes.includes(purpose) ?? false);

/** As what the viewer may act in a referral that she may see; volunteers' time is dispatched by the platform of the place. */
export function partiesOf(viewer: Viewer, sides: ReferralSides): readonly ReferralParty[] {
  if (!mayActInReferrals(viewer)) return [];
  const { role, organisation } = viewer;
  const isOf: Readonly<Record<ReferralParty, boolean>> = {
    STATION: organisation !== null && organisation === sides.ownerOrganisationId,
    PROVIDER:
      role === 'volunteer-partner' ? sides.unit === 'HOUR' : organisation !== null && organisation === sides.providerId,
    DISTRICT: true,
  };
  return (referralRights[role]?.as ?? []).filter((party) => isOf[party]);
}
