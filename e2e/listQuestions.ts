import type { Asking } from './house.ts';
import { mainQuestion } from './questions.ts';

export interface ListQuestion {
  readonly name: string;
  /** Who asks; an officer who recognises assistance unless told otherwise. */
  readonly asking?: Asking;
  /** Takes `$first`. */
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Sizes of the pages that it is asked for: a small one that already holds something of each kind, and a large one. */
  readonly pages?: readonly [small: number, large: number];
  /** SQL statements that it takes in each subgraph; none where a subgraph is not named. */
  readonly statements: Readonly<Record<string, number>>;
}

const place = 'division { id name level parent { name } managedBy { name } }';
const person =
  'person { id resident { id } client { id } beneficiary { id } volunteerRecord { id } links { departments reasons { code text } } }';
const resource = `__typename id title available { amount unit } provider { id name }
  ... on VolunteerTime { volunteer { displayName team { name } } } ... on TeamTime { team { name offer { together } } } ... on FundAllocation { fund { name matchGrants { tier } } }
  ... on GoodsAllotment { goods { name charityOrganisation { name } } } ... on Caseload { socialWorker { displayName station { name } } }
  ... on StationService { service { name station { name } } } ... on VenueTime { slot { activity venue { name } } }`;
const need = `id category units urgency status openedOn client { displayName phone address ${place} station { name } }
  ${place} station { name ${place} } ${person}
  matches(first: 3) { standing score reasons { text } resource { ${resource} } } unmet { code text shortage { id text } }`;

const list = (field: string, node: string, where = ''): string =>
  `query ($first: Int) { ${field}(${where && `where: { ${where} }, `}first: $first) { totalCount pageInfo { hasNextPage } edges { cursor node { ${node} } } } }`;

/** The question that the hub exists for, and one for each list of the graph that goes wherever its nodes lead. */
export const listQuestions: readonly ListQuestion[] = [
  {
    name: 'the main question',
    query: mainQuestion.replace('$division: ID!', '$division: ID!, $first: Int').replace('first: 20', 'first: $first'),
    variables: { division: '420502000000' },
    pages: [20, 100],
    statements: { 'social-work': 5, matching: 4, linkage: 2, 'civil-affairs': 2, charities: 1, volunteers: 1 },
  },
  {
    name: 'needs that volunteers can meet',
    query: list('needs', need, 'serviceCode: HOME_VISIT'),
    statements: { 'social-work': 4, matching: 4, volunteers: 3, 'civil-affairs': 9, linkage: 3 },
  },
  {
    name: 'needs that funds can meet',
    query: list('needs', need, 'serviceCode: HOME_ADAPTATION'),
    statements: { 'social-work': 4, matching: 4, charities: 3, 'civil-affairs': 9, linkage: 3 },
  },
  {
    name: 'needs that goods can meet',
    query: list('needs', need, 'serviceCode: WHEELCHAIR'),
    statements: { 'social-work': 4, matching: 3, charities: 3, 'civil-affairs': 9, linkage: 3 },
  },
  {
    name: 'needs that social workers can meet',
    query: list('needs', need, 'serviceCode: CASE_WORK'),
    statements: { 'social-work': 7, matching: 3, 'civil-affairs': 9, linkage: 3 },
  },
  {
    name: 'clients',
    query: list('clients', `displayName phone address idNumber groups ${place} station { name } ${person}`),
    statements: { 'social-work': 3, 'civil-affairs': 3, linkage: 3 },
  },
  {
    name: 'case files',
    query: list(
      'caseFiles',
      `stage deep station { name } socialWorker { displayName station { name } } client { displayName ${place} ${person} }`,
    ),
    statements: { 'social-work': 5, 'civil-affairs': 3, linkage: 3 },
  },
  {
    name: 'stations',
    query: list('stations', `name level rating ${place}`),
    statements: { 'social-work': 2, 'civil-affairs': 3 },
  },
  {
    name: 'social workers',
    query: list('socialWorkers', `displayName certificate station { name ${place} }`),
    statements: { 'social-work': 3, 'civil-affairs': 3 },
  },
  {
    name: 'services of stations',
    query: list('serviceOffers', `name serviceCode hoursPerMonth times { weekday } ${place} station { name }`),
    statements: { 'social-work': 3, 'civil-affairs': 3 },
  },
  {
    name: 'rooms of stations',
    query: list('venues', `name ${place} station { name } slots { activity weekday from hoursPerMonth venue { id } }`),
    statements: { 'social-work': 5, 'civil-affairs': 3 },
  },
  {
    name: 'projects',
    query: list('projects', `name phase fundedFen ${place} station { name }`),
    statements: { 'social-work': 3, 'civil-affairs': 3 },
  },
  {
    name: 'residents',
    query: list(
      'residents',
      `displayName idNumber phone address ${place} household { id members { displayName } } assistance { category } assistanceHistory { category } ${person}`,
    ),
    statements: { 'civil-affairs': 8, linkage: 3 },
  },
  {
    name: 'households',
    query: list(
      'households',
      `address monthlyIncomePerHeadFen ${place} members { displayName assistance { category } household { id } ${person} }`,
    ),
    statements: { 'civil-affairs': 8, linkage: 3 },
  },
  {
    name: 'divisions',
    query: list('divisions', 'name level parent { name } children { name } managedBy { name members { name } }'),
    pages: [20, 100],
    statements: { 'civil-affairs': 7 },
  },
  {
    name: 'zones',
    query: list('zones', 'name members { name parent { name } managedBy { name } }'),
    statements: { 'civil-affairs': 6 },
  },
  {
    name: 'charity organisations',
    query: list(
      'charityOrganisations',
      `name creditCode ${place} funds { name region { name } matchGrants { amountFen } charityOrganisation { name } }`,
    ),
    statements: { charities: 5, 'civil-affairs': 4 },
  },
  {
    name: 'beneficiaries',
    query: list('beneficiaries', `displayName phone address idNumber ${place} charityOrganisation { name } ${person}`),
    statements: { charities: 3, 'civil-affairs': 3, linkage: 3 },
  },
  {
    name: 'funds',
    query: list('funds', 'name balanceFen charityOrganisation { name } region { name } matchGrants { tier amountFen }'),
    statements: { charities: 4, 'civil-affairs': 1 },
  },
  {
    name: 'stocks of goods',
    query: list('goodsStocks', `name quantity charityOrganisation { name } ${place}`),
    statements: { charities: 3, 'civil-affairs': 3 },
  },
  {
    name: 'volunteers',
    query: list(
      'volunteers',
      `displayName idNumber phone ${place} team { name activeMembers ${place} } availability { times { weekday } } ${person}`,
    ),
    statements: { volunteers: 4, 'civil-affairs': 6, linkage: 3 },
  },
  {
    name: 'teams of volunteers',
    query: list(
      'volunteerTeams',
      `name activeMembers hoursServed offer { together hoursPerMonth times { weekday } } ${place}`,
    ),
    statements: { volunteers: 4, 'civil-affairs': 3 },
  },
  {
    name: "volunteers' time",
    query: list('resources', resource, 'kind: VOLUNTEER_TIME'),
    statements: { matching: 3, volunteers: 3 },
  },
  {
    name: 'time of teams',
    query: list('resources', resource, 'kind: TEAM'),
    statements: { matching: 2, volunteers: 2 },
  },
  {
    name: 'allocations of funds',
    query: list('resources', resource, 'kind: FUND'),
    statements: { matching: 2, charities: 3 },
  },
  {
    name: 'allotments of goods',
    query: list('resources', resource, 'kind: GOODS'),
    statements: { matching: 2, charities: 3 },
  },
  {
    name: 'case loads of social workers',
    query: list('resources', resource, 'kind: CASELOAD'),
    statements: { matching: 2, 'social-work': 3 },
  },
  {
    name: "stations' services",
    query: list('resources', resource, 'kind: SERVICE'),
    statements: { matching: 2, 'social-work': 3 },
  },
  {
    name: 'hours of rooms',
    query: list('resources', resource, 'kind: VENUE_SLOT'),
    statements: { matching: 2, 'social-work': 3 },
  },
  {
    name: 'shortages',
    query: list('shortages', `code text unmetNeeds unmetUnits ${place}`),
    statements: { matching: 2, 'civil-affairs': 3 },
  },
  {
    name: 'matching runs',
    asking: { role: 'operator', purpose: null },
    query: list(
      'matchRuns',
      'needs met resources objective gap byUnit { unit servedUnits } byCategory { category met } policy { version levels { level cost } }',
    ),
    statements: { matching: 2 },
  },
  {
    name: 'referrals',
    asking: { purpose: 'CASE_SERVICE' },
    query: list(
      'referrals',
      `state overdue dueOn reason { text } steps { command reason { text } } commitments { kind units } need { id status units }
      resource { ${resource} } station { name } ${place}`,
      'state: ACCEPTED',
    ),
    statements: { matching: 5, 'social-work': 2, charities: 3, 'civil-affairs': 3 },
  },
  {
    name: 'disbursements',
    asking: { purpose: 'CASE_SERVICE' },
    query: list(
      'disbursements',
      `amount unit givenOn fund { name } goods { name } charityOrganisation { name } referral { id state } ${place}`,
    ),
    statements: { charities: 4, matching: 1, 'civil-affairs': 3 },
  },
  {
    name: 'visits',
    asking: { purpose: 'CASE_SERVICE' },
    query: list(
      'visits',
      'hours visitedOn need { id servedUnits } client { displayName } station { name } referral { state recipient { displayName phone address } }',
    ),
    statements: { 'social-work': 7, matching: 1 },
  },
  {
    name: 'what is promised beyond what there is',
    asking: { purpose: 'CASE_SERVICE' },
    query: list('overcommitments', `offered committed excess since resource { ${resource} } referrals { id state }`),
    statements: { matching: 4, charities: 3 },
  },
  {
    name: 'agreements with partners',
    asking: { role: 'operator', purpose: null },
    query: list('agreements', 'organisation purposes changes { version reason }'),
    statements: { access: 3 },
  },
  {
    name: 'grants',
    query: list('accessGrants', 'state reason records'),
    statements: { access: 2 },
  },
  {
    name: 'delegations',
    asking: { role: 'operator', purpose: null },
    query: list('delegations', 'state subject divisions reason'),
    statements: { access: 2 },
  },
  {
    name: 'revoked tokens',
    asking: { role: 'operator', purpose: null },
    query: list('revocations', 'tokenId reason'),
    statements: { access: 2 },
  },
  {
    name: 'entries of the ledger',
    asking: { role: 'auditor', purpose: 'AUDIT' },
    query: list('auditEntries', 'seq action actor subjects departments'),
    statements: { access: 2 },
  },
  {
    name: 'links under review',
    asking: { role: 'reviewer', purpose: 'CORRECTION' },
    query: list('linkReviews', 'status left { department } comparison { field level text } machine { weight }'),
    pages: [1, 50],
    statements: { linkage: 5 },
  },
  {
    name: 'decisions on links',
    asking: { role: 'reviewer', purpose: 'CORRECTION' },
    query: list('linkDecisions', 'records verdict origin at holds'),
    pages: [1, 50],
    statements: { linkage: 2 },
  },
  {
    name: 'stored questions',
    query: list('trustedOperations', 'name edition title variables { name type } variablesToday'),
    statements: { operations: 2 },
  },
  {
    name: 'schedules',
    query: list('schedules', 'name owner operation { title } delegation { validTo } nextTimes lastRun { state }'),
    pages: [1, 50],
    statements: { operations: 4, access: 1 },
  },
  {
    name: 'runs of schedules',
    query: list('scheduleRuns', 'ordinal state dueAt outcomeText schedule { name }'),
    pages: [1, 50],
    statements: { operations: 3 },
  },
  {
    name: 'bulk exports',
    query: list(
      'bulkExports',
      'owner state operation { title } delegation { validTo } rows outcomeText fileName piece(number: 1)',
    ),
    pages: [1, 50],
    statements: { operations: 4, access: 1 },
  },
  {
    name: 'targets of deliveries',
    query: list('deliveryTargets', 'name kind format url schedules createdAt'),
    pages: [1, 50],
    statements: { operations: 2 },
  },
  {
    name: 'deliveries',
    query: list(
      'deliveries',
      'status reason { text } target { name url } attempts { number outcome { code } } changes(first: 5) { edges { node { kind identity } } }',
    ),
    pages: [1, 50],
    statements: { operations: 5 },
  },
];
