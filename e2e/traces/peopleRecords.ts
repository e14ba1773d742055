import { type Home, homes, streetOne, streetThree, streetTwo } from './places.ts';
import { idNumberOf, person, point, record, type WorldRecord } from './records.ts';

const bureau = 'org_bureau';

function civilRecords(home: Home): readonly WorldRecord[] {
  const { name, community, longitude, ordinal } = home;
  const seenAs = 'resident' as const;
  const resident = {
    ...person(home, bureau),
    householdId: `household_${name}`,
    livingSituation: 'ALONE',
    ...point(longitude),
    registeredOn: '2020-01-01',
  };
  // Each household has somebody who is registered in the next street.
  const elsewhere = homes[(homes.indexOf(home) + 2) % homes.length]?.community ?? community;
  return [
    record(
      'civil-affairs',
      'households',
      {
        id: `household_${name}`,
        divisionCode: community,
        ownerOrganisationId: bureau,
        address: `夷陵大道${ordinal}号`,
        monthlyIncomePerHeadFen: 60_000,
        registeredOn: '2020-01-01',
      },
      { seenAs: 'household', owner: bureau },
    ),
    record(
      'civil-affairs',
      'residents',
      { id: `resident_${name}`, ...resident, relationToHead: 'HEAD' },
      { seenAs, owner: bureau },
    ),
    record(
      'civil-affairs',
      'residents',
      {
        ...resident,
        id: `resident_${name}_child`,
        name: '赵小满',
        idNumber: idNumberOf(ordinal + 10, '20180303'),
        bornOn: '2018-03-03',
        relationToHead: 'CHILD',
        divisionCode: elsewhere,
      },
      { seenAs, owner: bureau },
    ),
    // The number of the head, written down once more in another street.
    record(
      'civil-affairs',
      'residents',
      {
        ...resident,
        id: `resident_${name}_twin`,
        relationToHead: 'OTHER',
        divisionCode: elsewhere,
      },
      { seenAs, owner: bureau },
    ),
    record(
      'civil-affairs',
      'assistanceStatuses',
      {
        id: `assistance_${name}`,
        residentId: `resident_${name}`,
        category: 'DIBAO',
        validFrom: '2024-01-01',
        validTo: null,
        nextReviewOn: '2027-01-01',
        authority: '民政局',
        documentNumber: `民${ordinal}`,
        monthlyAmountFen: 70_000,
        divisionCode: community,
      },
      { seenAs, owner: bureau },
    ),
  ];
}

const needFields = {
  units: 2,
  urgency: 'HIGH',
  status: 'OPEN',
  openedOn: '2026-11-01',
  closedOn: null,
  skill: null,
  vettedOnly: false,
  windows: 0,
};
/** All that a need may ask of whoever helps; who is near meets it. */
const richNeed = {
  certificate: 'NURSE',
  safeguarding: 'ENHANCED',
  genderWish: 'FEMALE',
  genderMust: true,
  languageWish: 'SOUTHWESTERN_MANDARIN',
  languageMust: true,
  cadenceUnits: 1,
  cadenceTimes: 2,
  cadencePeriod: 'WEEK',
  cadencePeriods: 1,
  excludedProviders: ['team_nowhere'],
};

function stationRecords(home: Home): readonly WorldRecord[] {
  const { name, community, station, longitude } = home;
  const other = homes[(homes.indexOf(home) + 1) % homes.length]?.station ?? station;
  const need = (id: string, fields: object, toldBy?: string) =>
    record(
      'social-work',
      'needs',
      {
        ...needFields,
        id: `need_${name}_${id}`,
        clientId: `client_${name}`,
        stationId: station,
        divisionCode: community,
        category: 'ELDERLY_SUPPORT',
        ...point(longitude),
        ...fields,
      },
      { seenAs: 'need', owner: station, ...(toldBy && { toldBy }) },
    );
  const client = { ...person(home, station), groups: ['ELDERLY'], registeredOn: '2023-01-01', stationId: station };
  return [
    record('social-work', 'clients', { id: `client_${name}`, ...client }, { seenAs: 'client', owner: station }),
    record(
      'social-work',
      'clients',
      { ...client, id: `client_${name}_twin`, stationId: other, ownerOrganisationId: other },
      { seenAs: 'client', owner: other },
    ),
    need('visit', { serviceCode: 'HOME_VISIT', unit: 'HOUR', ...richNeed }, `volunteer_${name}_near`),
    need('law', { serviceCode: 'LEGAL_ADVICE', unit: 'HOUR', urgency: 'CRITICAL' }),
    need(
      'cash',
      { serviceCode: 'CASH_RELIEF', unit: 'FEN', units: 10_000, category: 'POVERTY_RELIEF' },
      `beneficiary_${name}`,
    ),
    need('case', { serviceCode: 'CASE_WORK', unit: 'CASE', units: 1, urgency: 'LOW' }),
    need('met', { serviceCode: 'HAIRCUT', unit: 'HOUR', status: 'MET', closedOn: '2026-11-10' }),
    record(
      'social-work',
      'caseFiles',
      {
        id: `case_${name}`,
        clientId: `client_${name}`,
        stationId: station,
        socialWorkerId: `worker_${station}`,
        divisionCode: community,
        stage: 'INTERVENTION',
        deep: true,
        openedOn: '2026-01-01',
        closedOn: null,
      },
      { seenAs: 'caseFile', owner: station },
    ),
  ];
}

const teamOf = ({ community }: Home): string =>
  `team_${[streetOne, streetTwo, streetThree].findIndex((street) => community.startsWith(street.slice(0, 9))) + 1}`;

function otherRecords(home: Home): readonly WorldRecord[] {
  const { name, charity, longitude, ordinal } = home;
  const volunteer = (id: string, ordinalOfNumber: number, fields: object, toldBy?: string) =>
    record(
      'volunteers',
      'volunteers',
      {
        ...person(home, 'org_platform'),
        id: `volunteer_${name}_${id}`,
        number: `V${ordinalOfNumber}`,
        idNumber: idNumberOf(ordinalOfNumber),
        name: '钱多',
        teamId: teamOf(home),
        skills: ['CARE'],
        vettedUntil: '2028-01-01',
        vettedFor: 'ENHANCED',
        certificates: [{ code: 'NURSE', until: '2027-09-01' }],
        languages: ['SOUTHWESTERN_MANDARIN'],
        travelMode: 'CAR',
        travelMinutes: 60,
        radiusMetres: 2000,
        hoursPerMonth: 20,
        windows: 0,
        ...point(longitude),
        registeredOn: '2022-01-01',
        status: 'ACTIVE',
        ...fields,
      },
      { seenAs: 'volunteer', owner: 'org_platform', ...(toldBy && { toldBy }) },
    );
  return [
    record(
      'charities',
      'beneficiaries',
      {
        id: `beneficiary_${name}`,
        ...person(home, charity),
        charityOrganisationId: charity,
        groups: ['DIBAO'],
        registeredOn: '2024-05-01',
      },
      { seenAs: 'beneficiary', owner: charity },
    ),
    volunteer('near', 20 + ordinal, { idNumber: idNumberOf(ordinal) }, `need_${name}_visit`),
    volunteer('far', 30 + ordinal, { latitude: 31.9 }),
    volunteer('paused', 40 + ordinal, { status: 'PAUSED', latitude: 31.9 }),
  ];
}

/** All that departments know of the people of a home. */
export const peopleRecords = (home: Home): readonly WorldRecord[] => [
  ...civilRecords(home),
  ...stationRecords(home),
  ...otherRecords(home),
];
