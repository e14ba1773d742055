import type { Viewer } from '@hub/engine-policy';
import type { Subgraph } from '@hub/kernel';
import {
  createStoreOfTest,
  openingOfTest,
  openPlacesOfTest,
  openRecordsOfTest,
  type RecordsOfTest,
  startWorkersOfTest,
  type storesOfTest,
} from '@hub/kernel/testing';
import { creditCodeOf } from '@hub/values';
import { openCharities } from '../src/index.ts';

export const district = '420502000000';
export const street = '420502001000';
export const community = '420502001001';
export const elsewhere = '420502002001';

export const creditCode = (sequence: number, registrationAuthority = '5'): string =>
  creditCodeOf({ registrationAuthority, organisationKind: '3', divisionCode: '420502', sequence });

export const charity = (id: string, parts: object = {}) => ({
  id,
  name: `${id}基金会`,
  creditCode: creditCode(1),
  kind: 'FOUNDATION',
  divisionCode: street,
  registeredOn: '2015-05-05',
  longitude: 111.29,
  latitude: 30.7,
  ...parts,
});

export const beneficiary = (id: string, charityOrganisationId: string, parts: object = {}) => ({
  id,
  charityOrganisationId,
  ownerOrganisationId: charityOrganisationId,
  divisionCode: community,
  name: '向秀兰',
  idNumber: '420502194601012221',
  bornOn: '1946-01-01',
  gender: 'FEMALE',
  phone: '13507200000',
  address: '学院街道1号',
  groups: ['ELDERLY', 'ELDERLY_ALONE'],
  registeredOn: '2024-01-01',
  ...parts,
});

export const fund = (id: string, charityOrganisationId: string, parts: object = {}) => ({
  id,
  name: `${id}基金`,
  programme: '幸福家园',
  charityOrganisationId,
  serviceCodes: ['HOME_ADAPTATION', 'MEDICAL_AID'],
  beneficiaryGroups: ['ELDERLY_ALONE'],
  restricted: true,
  regionCode: district,
  raisedFen: 9_000_000_000_00,
  balanceFen: 3_000_000_000_00,
  perPersonCapFen: 50_000,
  startsOn: '2024-01-01',
  expiresOn: '2027-12-31',
  ...parts,
});

export const goods = (id: string, charityOrganisationId: string, parts: object = {}) => ({
  id,
  name: '铝合金轮椅',
  serviceCode: 'WHEELCHAIR',
  charityOrganisationId,
  beneficiaryGroups: ['DISABLED'],
  divisionCode: street,
  quantity: 12,
  longitude: 111.3,
  latitude: 30.71,
  expiresOn: null,
  ...parts,
});

export const grant = (id: string, fundId: string, parts: object = {}) => ({
  id,
  fundId,
  tier: 'CITY',
  amountFen: 100_000,
  grantedOn: '2025-06-01',
  ...parts,
});

export const officer: Viewer = {
  subject: 'officer',
  role: 'district-officer',
  divisions: [district],
  organisation: null,
  purpose: 'ASSISTANCE_RECOGNITION',
  basis: 'STATUTORY_DUTY',
  tokenId: null,
  agreement: null,
  grant: null,
  caseReference: null,
};
export const streetWorker: Viewer = {
  ...officer,
  subject: 'street-worker',
  role: 'street-worker',
  divisions: [street],
};
export const partner: Viewer = {
  ...officer,
  subject: 'partner',
  role: 'charity-partner',
  agreement: {
    id: 'agreement_1',
    divisions: [district],
    fieldClasses: ['REFERENCE', 'CASE', 'PERSONAL', 'CONTACT', 'ASSISTANCE', 'IDENTIFIER'],
  },
  organisation: 'charity_a',
  purpose: 'CHARITY_AID',
  basis: 'CONSENT',
};
export const volunteerPartner: Viewer = { ...partner, subject: 'volunteers', role: 'volunteer-partner' };

export interface DistrictOfTest {
  readonly subgraph: Subgraph;
  /** Where the rows are, for tests that read the bytes. */
  readonly location: ReturnType<ReturnType<typeof createStoreOfTest>['place']>;
  /** What matching tells of referrals. */
  readonly referrals: RecordsOfTest;
  close(): Promise<void>;
}

/** The charities of a small district whose places have arrived. */
export async function openDistrict(storeName: (typeof storesOfTest)[number]): Promise<DistrictOfTest> {
  const stores = createStoreOfTest(storeName);
  const location = stores.place('charities');
  const subgraph = await openCharities(openingOfTest(location));
  const places = await openPlacesOfTest(stores.place('civil-affairs'), {
    [district]: [],
    [street]: [district],
    [community]: [street, district],
    '420502002000': [district],
    [elsewhere]: ['420502002000', district],
  });
  const referrals = await openRecordsOfTest(stores.place('matching'), 'referral');
  const workers = startWorkersOfTest(subgraph, { 'civil-affairs': places.feed, matching: referrals.feed });
  await workers.ready;
  return {
    subgraph,
    location,
    referrals,
    async close() {
      await workers.stop();
      await subgraph.close();
      await places.close();
      await referrals.close();
      await stores.remove();
    },
  };
}
