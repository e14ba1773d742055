import type { NeedResolvers, RecipientResolvers, ReferralResolvers } from '../__generated__/resolvers.ts';
import { isNeeded } from './referral.rules.ts';

const Need: NeedResolvers = {
  servedUnits: async ({ id }, _, { loaders }) => (await loaders.servedUnitsByNeed.load(id))?.units ?? 0,
};

const Referral: ReferralResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  recipient: ({ id }, _, { loaders }) => loaders.recipientByReferral.load(id),
};

const Recipient: RecipientResolvers = {
  displayName: ({ id, nameSealed }, _, { sealed }) => sealed.client.open(id, 'name', nameSealed),
  phone: (recipient, _, { sealed }) =>
    isNeeded('phone', recipient) ? sealed.client.open(recipient.id, 'phone', recipient.phoneSealed) : null,
  address: (recipient, _, { sealed }) =>
    isNeeded('address', recipient) ? sealed.client.open(recipient.id, 'address', recipient.addressSealed) : null,
};

export const referralResolvers = { Need, Referral, Recipient };
