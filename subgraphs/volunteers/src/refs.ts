/** A record of another owner, of which we know only the id. */
export interface Ref {
  readonly id: string;
}

/** Ids of other departments' records, as GraphQL asks for them. */
export const refTo = (id: string | null): Ref | null => (id === null ? null : { id });
