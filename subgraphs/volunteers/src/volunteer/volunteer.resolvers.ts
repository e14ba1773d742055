import { codesFromText } from '@hub/kernel';
import { ageOn } from '@hub/values';
import type {
  AvailabilityResolvers,
  HeldCertificateResolvers,
  QueryResolvers,
  VolunteerResolvers,
} from '../__generated__/resolvers.ts';
import { refTo } from '../refs.ts';
import { certificatesIn, weeklyTimesIn } from './volunteer.rules.ts';

const Query: QueryResolvers = {
  volunteer: (_, { id }, { loaders }) => loaders.volunteerById.load(id),
  volunteers: (_, args, { volunteers }) => volunteers.page(args),
};

const Volunteer: VolunteerResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.volunteerById.load(id),
  number: ({ id, numberSealed }, _, { sealed }) => sealed.volunteer.open(id, 'number', numberSealed),
  displayName: ({ id, nameSealed }, _, { sealed }) => sealed.volunteer.open(id, 'name', nameSealed),
  idNumber: ({ id, idNumberSealed }, _, { sealed }) => sealed.volunteer.open(id, 'idNumber', idNumberSealed),
  phone: ({ id, phoneSealed }, _, { sealed }) => sealed.volunteer.open(id, 'phone', phoneSealed),
  ageYears: ({ bornOn }, _, { today }) => (bornOn === null ? null : ageOn(bornOn, today)),
  skills: ({ skills }) => codesFromText(skills),
  certificates: ({ certificates }) => certificatesIn(certificates),
  languages: ({ languages }) => codesFromText(languages),
  availability: (volunteer) => volunteer,
  division: ({ divisionCode }) => refTo(divisionCode),
  team: ({ teamId }, _, { loaders }) => (teamId === null ? null : loaders.volunteerTeamById.load(teamId)),
};

const Availability: AvailabilityResolvers = {
  times: ({ windows }) => weeklyTimesIn(windows),
};

const HeldCertificate: HeldCertificateResolvers = {
  certificate: ({ code }) => code,
  validUntil: ({ until }) => until,
};

export const volunteerResolvers = { Query, Volunteer, Availability, HeldCertificate };
