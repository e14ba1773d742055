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
import { openVolunteers } from '../src/index.ts';

export const district = '420502000000';
export const street = '420502001000';
export const community = '420502001001';
export const elsewhere = '420502002001';

export const team = (id: string, parts: object = {}) => ({
  id,
  name: `${id}服务队`,
  divisionCode: street,
  foundedOn: '2018-03-05',
  ...parts,
});

export const volunteer = (id: string, teamId: string | null, parts: object = {}) => ({
  id,
  number: `V-${id}`,
  teamId,
  ownerOrganisationId: teamId ?? 'platform',
  divisionCode: community,
  name: '郑学工',
  idNumber: '11010519491231002X',
  bornOn: '1949-12-31',
  gender: 'MALE',
  phone: '13907170000',
  address: '学院街道2号',
  skills: ['CARE', 'LAW'],
  vettedUntil: '2027-05-01',
  radiusMetres: 1500,
  hoursPerMonth: 8,
  windows: 1,
  longitude: 111.2987654,
  latitude: 30.7012345,
  registeredOn: '2020-03-05',
  status: 'ACTIVE',
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
export const partner: Viewer = {
  ...officer,
  subject: 'partner',
  role: 'volunteer-partner',
  agreement: {
    id: 'agreement_1',
    divisions: [district],
    fieldClasses: ['REFERENCE', 'CASE', 'PERSONAL', 'CONTACT', 'ASSISTANCE', 'IDENTIFIER'],
  },
  divisions: [street],
  organisation: 'team_1',
  purpose: 'VOLUNTEER_DISPATCH',
  basis: 'CONSENT',
};
export const charityPartner: Viewer = { ...partner, subject: 'charity', role: 'charity-partner' };

export interface DistrictOfTest {
  readonly subgraph: Subgraph;
  /** Where the rows are, for tests that read the bytes. */
  readonly location: ReturnType<ReturnType<typeof createStoreOfTest>['place']>;
  /** What matching tells of referrals. */
  readonly referrals: RecordsOfTest;
  close(): Promise<void>;
}

/** The volunteer registry of a small district whose places have arrived. */
export async function openDistrict(storeName: (typeof storesOfTest)[number]): Promise<DistrictOfTest> {
  const stores = createStoreOfTest(storeName);
  const location = stores.place('volunteers');
  const subgraph = await openVolunteers(openingOfTest(location));
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
