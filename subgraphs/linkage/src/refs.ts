/** A record of another owner, of which we know only the id. */
export interface Ref {
  readonly id: string;
}

/** A need of social work, with the client that the gateway brought along, where the viewer may know of one. */
export interface NeedRef extends Ref {
  readonly clientId: string | null;
}

/** Ids of other departments' records, as GraphQL asks for them. */
export const refTo = (id: string | null): Ref | null => (id === null ? null : { id });

/** The need of a representation; without a client it leads to nobody. */
export const needRefOf = (need: { readonly id: string; readonly client?: Ref | null | undefined }): NeedRef => ({
  id: need.id,
  clientId: need.client?.id ?? null,
});
