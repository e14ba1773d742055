export type Gender = 'FEMALE' | 'MALE' | 'UNKNOWN';

/** What any department writes down about a person; each has its own gaps and slips. */
export interface PersonFields {
  readonly name: string;
  /** As written: may be missing, masked (`420502********1234`), of 15 digits, or mistyped. */
  readonly idNumber: string | null;
  readonly bornOn: string | null;
  readonly gender: Gender;
  readonly phone: string | null;
  readonly address: string | null;
  readonly divisionCode: string;
  readonly ownerOrganisationId: string;
}
