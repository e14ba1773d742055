import { type GraphQLInputType, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import { apiSchema } from './apiSchema.ts';

/** What questions are asked about: whatever is in the fuller world, and what nobody has. */
export interface Samples {
  /** Ids of the type's records, hidden ones included. */
  idsOf(typeName: string): readonly string[];
  /** Values that output fields of this name have. */
  textsOf(fieldName: string): readonly string[];
}

const days = ['2026-11-21', '2024-03-01', '1900-01-01'];
const numbers = [1, 2, 20, 21, 1950, 2020];
const nobodys = 'none_of_them';

/** Values for an argument or an input field: every one of an enum, each field of an input object alone, a few of all else. */
export function valuesFor(name: string, type: GraphQLInputType, samples: Samples): readonly unknown[] {
  if (isNonNullType(type)) return valuesFor(name, type.ofType, samples);
  if (isListType(type)) return valuesFor(name, type.ofType, samples).map((value) => [value]);
  if (isEnumType(type)) return type.getValues().map((value) => value.name);
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const required = Object.fromEntries(
      fields
        .filter(({ type: inner, defaultValue }) => isNonNullType(inner) && defaultValue === undefined)
        .map((field) => [field.name, valuesFor(field.name, field.type, samples)[0]]),
    );
    return fields.flatMap((field) =>
      valuesFor(field.name, field.type, samples).map((value) => ({ ...required, [field.name]: value })),
    );
  }
  if (type.name === 'Boolean') return [true, false];
  if (type.name === 'ID') return [...idsNamed(name, samples), nobodys];
  if (type.name === 'CalendarDate') return days;
  if (type.name === 'Instant') return days.map((day) => `${day}T00:00:00.000Z`);
  if (type.name === 'String') return [...samples.textsOf(name), nobodys];
  return numbers;
}

const idsKept = 6;

/** Arguments that take ids and are not called after a type. */
const typeOfName: Readonly<Record<string, string>> = {
  within: 'Division',
  records: 'Resident',
  liftRestriction: 'FundAllocation',
  withdraw: 'VolunteerTime',
  resource: 'Caseload',
};

/** An argument is called after the type whose id it takes: `station`, or `team` of a VolunteerTeam. */
function idsNamed(name: string, samples: Samples): readonly string[] {
  const word = `${name[0]?.toUpperCase()}${name.slice(1)}`.replace(/Id$/, '');
  const types = Object.keys(apiSchema.getTypeMap());
  const typeName = typeOfName[name] ?? types.find((type) => type === word) ?? types.find((type) => type.endsWith(word));
  return samples.idsOf(typeName ?? 'Division').slice(0, idsKept);
}
