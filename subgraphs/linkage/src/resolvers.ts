import { scalars } from '@hub/schema';
import type { Resolvers } from './__generated__/resolvers.ts';
import { personResolvers } from './person/person.resolvers.ts';
import { subjectOfFoundPerson, subjectOfLink, subjectOfNeed, subjectOfPerson } from './person/person.rules.ts';

/** The features' resolvers, put together. */
export const resolvers: Resolvers = { ...scalars, ...personResolvers };

/** For each type with classed fields: whom a row is about. */
export const subjects = {
  Person: subjectOfFoundPerson,
  PersonLink: subjectOfLink,
  LinkReason: subjectOfLink,
  Need: subjectOfNeed,
  Client: subjectOfPerson,
  Resident: subjectOfPerson,
  Beneficiary: subjectOfPerson,
  Volunteer: subjectOfPerson,
};
