import { type Language, say } from '@hub/kernel';
import type {
  BeneficiaryResolvers,
  ClientResolvers,
  LinkReasonResolvers,
  LinkStepResolvers,
  NeedResolvers,
  PersonLinkResolvers,
  PersonMembershipResolvers,
  PersonResolvers,
  QueryResolvers,
  ResidentResolvers,
  VolunteerResolvers,
} from '../__generated__/resolvers.ts';
import type { LinkageContext } from '../context.ts';
import { messages } from '../messages.ts';
import type { Source } from '../record/record.entity.ts';
import { nameOfKey, recordKey, recordNameOf } from '../record/record.rules.ts';
import { needRefOf, refTo } from '../refs.ts';
import { linkStepsOf, membershipsOf, namesOfKeys } from './history.rules.ts';
import { departmentsOf, partsOf, recordAt, sentenceOf } from './person.rules.ts';

const Query: QueryResolvers = {
  person: (_, { id }, { loaders }) => loaders.personById.load(id),
};

const recordOf = async (id: string, source: Source, { loaders }: LinkageContext) =>
  refTo(recordAt(await loaders.membersByPerson.load(id), source));

const Person: PersonResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.personById.load(id),
  resident: ({ id }, _, context) => recordOf(id, 'civil-affairs', context),
  client: ({ id }, _, context) => recordOf(id, 'social-work', context),
  beneficiary: ({ id }, _, context) => recordOf(id, 'charities', context),
  volunteerRecord: ({ id }, _, context) => recordOf(id, 'volunteers', context),
  records: async ({ id }, _, { loaders }) => (await loaders.membersByPerson.load(id)).map(recordNameOf),
  links: ({ id }, _, { loaders }) => loaders.linksByPerson.load(id),
  memberships: async ({ id }, _, { loaders }) => membershipsOf(await loaders.movesByPerson.load(id)),
  linkHistory: async ({ id }, _, { loaders }) => linkStepsOf(await loaders.movesByPerson.load(id)),
};

const PersonMembership: PersonMembershipResolvers = {
  record: ({ record }) => nameOfKey(record),
};

const LinkStep: LinkStepResolvers = {
  records: ({ records }) => namesOfKeys(records),
  company: ({ company }) => namesOfKeys(company),
  decision: ({ decisionId }, _, { loaders }) => (decisionId === null ? null : loaders.decisionById.load(decisionId)),
};

const PersonLink: PersonLinkResolvers = {
  departments: departmentsOf,
};

const sayIn = (language: Language, { code, params }: ReturnType<typeof sentenceOf>): string =>
  say(messages, language, code, params);

const LinkReason: LinkReasonResolvers = {
  text: (reason, _, { language }) => sayIn(language, sentenceOf(reason, language)),
  field: (reason) => partsOf(reason).field,
  level: (reason) => partsOf(reason).level,
  weight: (reason) => partsOf(reason).weight,
  frequency: (reason) => partsOf(reason).frequency,
};

const personOf = (source: Source, id: string | null, { loaders }: LinkageContext) =>
  id === null ? null : loaders.personByRecord.load(recordKey(source, id));

const Need: NeedResolvers = {
  __resolveReference: needRefOf,
  person: ({ clientId }, _, context) => personOf('social-work', clientId, context),
};
const Client: ClientResolvers = { person: ({ id }, _, context) => personOf('social-work', id, context) };
const Resident: ResidentResolvers = { person: ({ id }, _, context) => personOf('civil-affairs', id, context) };
const Beneficiary: BeneficiaryResolvers = { person: ({ id }, _, context) => personOf('charities', id, context) };
const Volunteer: VolunteerResolvers = { person: ({ id }, _, context) => personOf('volunteers', id, context) };

export const personResolvers = {
  Query,
  Person,
  PersonMembership,
  LinkStep,
  PersonLink,
  LinkReason,
  Need,
  Client,
  Resident,
  Beneficiary,
  Volunteer,
};
