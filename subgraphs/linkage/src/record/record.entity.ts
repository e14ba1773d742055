import type { RowOf } from '@hub/kernel';
import { defineEntity, p } from '@mikro-orm/core';

/** Departments whose records are linked, and the kind of record that each one's feed tells. */
export const kindOfSource = {
  'civil-affairs': 'resident',
  'social-work': 'client',
  charities: 'beneficiary',
  volunteers: 'volunteer',
} as const;
export type Source = keyof typeof kindOfSource;
export const sources = Object.keys(kindOfSource) as Source[];

export const genders = ['FEMALE', 'MALE', 'UNKNOWN'] as const;

/** What a department's record says of a person, as far as it is compared. */
export interface Comparison {
  readonly name: string;
  readonly idNumber: string | null;
  readonly bornOn: string | null;
  readonly gender: (typeof genders)[number];
  readonly phone: string | null;
  readonly address: string | null;
}

/** The copy of one department's record; `id` is `<source>:<recordId>`, `pseudonym` the keyed index of a valid ID number, `householdKey` that of the household in its department's ledger. */
export const RecordEntity = defineEntity({
  name: 'Record',
  tableName: 'record',
  properties: {
    key: p.integer().primary().autoincrement(),
    id: p.string().unique(),
    source: p.string().$type<Source>(),
    recordId: p.string(),
    pseudonym: p.string().nullable(),
    householdKey: p.string().nullable(),
    comparisonSealed: p.string(),
    divisionCode: p.string(),
    ownerOrganisationId: p.string(),
    personId: p.string(),
    /** Number of the change that brought the record as it is. */
    changedIn: p.integer(),
  },
});

export type RecordRow = RowOf<typeof RecordEntity>;

/** A record that is not yet anybody's. */
export type IncomingRecord = Omit<RecordRow, 'personId' | 'changedIn'>;

/** Where a record lies, whose it is and which person's. */
export type Belonging = Pick<RecordRow, 'source' | 'recordId' | 'personId' | 'divisionCode' | 'ownerOrganisationId'>;
