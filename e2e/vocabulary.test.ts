import { supergraphSdl } from '@hub/schema';
import * as values from '@hub/values';
import { buildSchema, isEnumType } from 'graphql';
import { expect, test } from 'vitest';

const contract = buildSchema(supergraphSdl(), { assumeValidSDL: true });

test.each([
  ['ServiceCategory', values.serviceCategories],
  ['ServiceCode', values.serviceCodes],
  ['Unit', values.units],
  ['Urgency', values.urgencies],
  ['BeneficiaryGroup', values.beneficiaryGroups],
  ['Skill', values.skills],
  ['HelperCertificate', values.helperCertificates],
  ['SpokenLanguage', values.spokenLanguages],
  ['Safeguarding', values.safeguardings],
  ['DayPart', values.dayParts],
])('the contract lists %s as the values do, in their order', (name, words) => {
  const type = contract.getType(name);
  expect(isEnumType(type) && type.getValues().map((value) => value.name)).toEqual(words);
});
