/** A record of another owner, of which we know only the id. */
export interface Ref {
  readonly id: string;
}
