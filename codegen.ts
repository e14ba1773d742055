import type { CodegenConfig } from '@graphql-codegen/cli';
import { type SubgraphName, sharedPartsOf } from './schema/index.ts';

/** The same in every subgraph that counts. */
const statistics = {
  StatisticsTable: '../statistics/statistics.rules.ts#AskedTable',
  StatisticsRow: '../statistics/statistics.rules.ts#PlaceCounts',
  StatisticsCell: '../statistics/statistics.rules.ts#ValueCount',
};

/** GraphQL types of each subgraph and the rows that stand behind them; connections become pages of rows. */
const rows: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'social-work': {
    Need: '../need/need.entity.ts#NeedRow',
    Client: '../client/client.entity.ts#ClientRow',
    Station: '../station/station.entity.ts#StationRow',
    SocialWorker: '../social-worker/socialWorker.entity.ts#SocialWorkerRow',
    CaseFile: '../case-file/caseFile.entity.ts#CaseFileRow',
    Project: '../project/project.entity.ts#ProjectRow',
    Visit: '../visit/visit.entity.ts#VisitRow',
    Referral: '../refs.ts#Ref',
    Recipient: '../referral/referral.entity.ts#RecipientRow',
    Division: '../refs.ts#Ref',
    ...statistics,
  },
  'civil-affairs': {
    Resident: '../resident/resident.entity.ts#ResidentRow',
    AssistanceStatus: '../assistance-status/assistanceStatus.entity.ts#AssistanceStatusRow',
    Household: '../household/household.entity.ts#HouseholdRow',
    Division: '../division/division.entity.ts#DivisionRow',
    Zone: '../zone/zone.entity.ts#ZoneRow',
    ...statistics,
  },
  charities: {
    CharityOrganisation: '../charity-organisation/charityOrganisation.entity.ts#CharityOrganisationRow',
    Beneficiary: '../beneficiary/beneficiary.entity.ts#BeneficiaryRow',
    Fund: '../fund/fund.entity.ts#FundRow',
    MatchGrant: '../fund/matchGrant.entity.ts#MatchGrantRow',
    GoodsStock: '../goods-stock/goodsStock.entity.ts#GoodsStockRow',
    Disbursement: '../disbursement/disbursement.entity.ts#DisbursementRow',
    Referral: '../refs.ts#Ref',
    Division: '../refs.ts#Ref',
    ...statistics,
  },
  volunteers: {
    Volunteer: '../volunteer/volunteer.entity.ts#VolunteerRow',
    Availability: '../volunteer/volunteer.entity.ts#VolunteerRow',
    HeldCertificate: '../volunteer/volunteer.entity.ts#HeldPaper',
    VolunteerTeam: '../volunteer-team/volunteerTeam.entity.ts#VolunteerTeamRow',
    ServiceRecord: '../service-record/serviceRecord.rules.ts#RecordOfVolunteer',
    Division: '../refs.ts#Ref',
    ...statistics,
  },
  linkage: {
    Person: '../person/person.entity.ts#PersonRow',
    PersonMembership: '../person/history.rules.ts#MembershipRow',
    LinkStep: '../person/history.rules.ts#LinkStepRow',
    PersonLink: '../person/link.entity.ts#LinkRow',
    LinkReason: '../person/link.entity.ts#LinkReasonRow',
    LinkReview: '../link-review/linkReview.rules.ts#ReviewedPair',
    ReviewedRecord: '../link-review/linkReview.rules.ts#ReviewedSide',
    FieldAgreement: '../person/link.entity.ts#LinkReasonRow',
    MachineJudgement: '../link-review/linkReview.rules.ts#ReviewedPair',
    LinkRun: '../link-run/linkRun.repository.ts#LinkRunFigures',
    LinkModel: '../model-version/modelVersion.repository.ts#ToldVersion',
    LinkModelTrial: '../model-trial/modelTrial.entity.ts#ModelTrialRow',
    LinkModelOutcome: '../model-trial/modelTrial.rules.ts#TrialOutcome',
    LinkModelActivation: '../model-version/modelActivation.entity.ts#ModelActivationRow',
    LinkDrift: '../model-version/drift.rules.ts#FieldDrift',
    LinkQuality: '../link-run/linkRun.rules.ts#QualityFigures',
    LinkDecision: '../link-review/linkDecision.entity.ts#DecisionAsTold',
    Need: '../refs.ts#NeedRef',
    Client: '../refs.ts#Ref',
    Resident: '../refs.ts#Ref',
    Beneficiary: '../refs.ts#Ref',
    Volunteer: '../refs.ts#Ref',
  },
  matching: {
    Need: '../refs.ts#Ref',
    Match: '../match/match.entity.ts#MatchRow',
    Reason: '../match/match.entity.ts#ReasonRow',
    Unmet: '../match/unmet.entity.ts#UnmetRow',
    Obstacle: '../match/unmet.entity.ts#ObstacleRow',
    ScoreComponent: '../match/match.entity.ts#ScoreComponentRow',
    Demand: '../resource/resourceDemand.entity.ts#ResourceDemandRow',
    Quantity: '../resource/resource.entity.ts#SeenResource',
    Resource: '../resource/resource.entity.ts#SeenResource',
    VolunteerTime: '../resource/resource.entity.ts#SeenResource',
    FundAllocation: '../resource/resource.entity.ts#SeenResource',
    GoodsAllotment: '../resource/resource.entity.ts#SeenResource',
    Caseload: '../resource/resource.entity.ts#SeenResource',
    MatchRun: '../match-run/matchRun.entity.ts#MatchRunRow',
    MatchRunProgress: '../match-run/runOrders.ts#RunProgress',
    PolicyLevel: '../match-run/matchRun.rules.ts#LevelOfRun',
    RunPolicy: '../match-run/matchRun.rules.ts#PolicyOfRun',
    UnitFigures: '../match-run/figures.rules.ts#FiguresOfUnit',
    CategoryFigures: '../match-run/figures.rules.ts#FiguresOfCategory',
    CommunityFigures: '../match-run/figures.rules.ts#FiguresOfCommunity',
    GroupFigures: '../match-run/matchRun.entity.ts#FiguresOfGroup',
    RunComparison: '../match-run/comparison.rules.ts#ComparedRuns',
    WhatIf: '../match-run/suppose.rules.ts#TriedRun',
    NeedChange: '../match-run/comparison.rules.ts#ChangeOfNeed',
    ShareChange: '../match-run/comparison.rules.ts#ChangeOfShare',
    Shortage: '../shortage/shortage.entity.ts#ShortageRow',
    Unlock: '../shortage/shortage.entity.ts#UnlockRow',
    Referral: '../referral/referral.entity.ts#ReferralRow',
    ReferralStep: '../referral/referral.entity.ts#ReferralStepOfReferral',
    ReferralReason: '../referral/referral.entity.ts#ReferralReasonRow',
    Commitment: '../commitment/commitment.entity.ts#CommitmentOfReferral',
    Overcommitment: '../commitment/commitment.entity.ts#OvercommitmentRow',
    Provider: '../refs.ts#ProviderRef',
    Station: '../refs.ts#ProviderRef',
    CharityOrganisation: '../refs.ts#ProviderRef',
    VolunteerTeam: '../refs.ts#ProviderRef',
    Volunteer: '../refs.ts#Ref',
    Fund: '../refs.ts#Ref',
    GoodsStock: '../refs.ts#Ref',
    SocialWorker: '../refs.ts#Ref',
    Division: '../refs.ts#Ref',
    ...statistics,
  },
  access: {
    Agreement: '../agreement/agreement.entity.ts#AgreementRow',
    AgreementChange: '../agreement/agreement.entity.ts#AgreementChangeRow',
    AccessGrant: '../access-grant/accessGrant.entity.ts#AccessGrantRow',
    Revocation: '../revocation/revocation.entity.ts#RevocationRow',
    Delegation: '../delegation/delegation.entity.ts#DelegationRow',
    AuditEntry: '../audit-entry/auditEntry.entity.ts#AuditEntryRow',
    MinorsReport: '../audit-entry/minorsReport.rules.ts#YearOfMinors',
    Person: '../audit-entry/auditEntry.rules.ts#PersonAsked',
  },
  operations: {
    TrustedOperation: '../trusted-operation/trustedOperation.entity.ts#TrustedOperationRow',
    Schedule: '../schedule/schedule.entity.ts#ScheduleRow',
    ScheduleRun: '../schedule-run/scheduleRun.entity.ts#ScheduleRunRow',
    Delegation: '../refs.ts#Ref',
    OperationVariable: '../trusted-operation/trustedOperation.rules.ts#TypedVariable',
    Delivery: '../delivery/delivery.entity.ts#DeliveryRow',
    DeliveryAttempt: '../delivery/delivery.entity.ts#DeliveryAttemptRow',
    DeliveryChange: '../delivery/payload.rules.ts#PlacedChange',
    DeliveryReason: '../delivery/delivery.entity.ts#CodedReason',
    DeliveryTarget: '../delivery/deliveryTarget.entity.ts#DeliveryTargetRow',
    DeliveryTargetWithKey: '../delivery/deliveryTarget.entity.ts#DeliveryTargetRow',
    BulkExport: '../bulk-export/bulkExport.entity.ts#BulkExportRow',
  },
};

/** Types of which there are connections. */
const lists: Readonly<Record<string, readonly string[]>> = {
  'civil-affairs': ['Resident', 'Household', 'Division', 'Zone'],
  'social-work': ['Need', 'Station', 'SocialWorker', 'Client', 'CaseFile', 'Project', 'Visit'],
  charities: ['CharityOrganisation', 'Beneficiary', 'Fund', 'GoodsStock', 'Disbursement'],
  volunteers: ['Volunteer', 'VolunteerTeam'],
  linkage: ['LinkReview', 'LinkDecision'],
  matching: ['Resource', 'Shortage', 'MatchRun', 'Referral', 'Overcommitment'],
  access: ['Agreement', 'AccessGrant', 'AuditEntry', 'Delegation', 'Revocation'],
  operations: [
    'Schedule',
    'ScheduleRun',
    'TrustedOperation',
    'Delivery',
    'DeliveryChange',
    'DeliveryTarget',
    'BulkExport',
  ],
};

const pageOf = (row: string | undefined) => `@hub/kernel#Page<${row?.split('#')[1]}>`;

const pascal = (name: string) => name.replace(/(^|-)(\w)/g, (_match, _dash, letter: string) => letter.toUpperCase());

const scalars = {
  ID: 'string',
  CalendarDate: 'string',
  Instant: 'string',
  Fen: 'number',
  SafeInteger: 'number',
  _FieldSet: 'string',
};

const target = (name: string): CodegenConfig['generates'] => ({
  [`subgraphs/${name}/src/__generated__/resolvers.ts`]: {
    schema: [
      ...[...sharedPartsOf(name as SubgraphName), name].map((part) => `schema/${part}.graphql`),
      ...(name === 'access' ? ['schema/access.internal.graphql'] : []),
    ],
    plugins: ['typescript', 'typescript-resolvers'],
    config: {
      federation: true,
      useTypeImports: true,
      enumsAsTypes: true,
      enumType: 'string-literal',
      scalars,
      strictScalars: true,
      immutableTypes: true,
      maybeValue: 'T | null | undefined',
      inputMaybeValue: 'T | null | undefined',
      avoidOptionals: { resolvers: false },
      makeResolverTypeCallable: false,
      contextType: `../context.ts#${pascal(name)}Context`,
      mappers: {
        ...rows[name],
        ...Object.fromEntries((lists[name] ?? []).map((type) => [`${type}Connection`, pageOf(rows[name]?.[type])])),
      },
    },
  },
});

const config: CodegenConfig = {
  silent: true,
  generates: Object.assign({}, ...Object.keys(rows).map(target)),
};

export default config;
