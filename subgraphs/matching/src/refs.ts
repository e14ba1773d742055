/** A record of another owner, of which we know only the id. */
export interface Ref {
  readonly id: string;
}

/** The record of an id, if there is one. */
export const refTo = (id: string | null): Ref | null => (id === null ? null : { id });

/** An organisation that provides a resource; its owner knows its name. */
export interface ProviderRef extends Ref {
  readonly __typename: 'Station' | 'CharityOrganisation' | 'VolunteerTeam';
}
