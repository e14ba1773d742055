import type { VolunteerResolvers } from '../__generated__/resolvers.ts';
import { newestRecords } from './newestRecords.ts';
import { hoursIn } from './serviceRecord.rules.ts';

const Volunteer: VolunteerResolvers = {
  hoursServed: ({ id }, _, { loaders }) => loaders.serviceRecordsByVolunteer.load(id).then(hoursIn),
  serviceRecords: (volunteer, { first }, { loaders }) =>
    loaders.serviceRecordsByVolunteer
      .load(volunteer.id)
      .then((records) => newestRecords(volunteer, records, first ?? 10)),
};

export const serviceRecordResolvers = { Volunteer };
