/** Kinds of records of which linkage tells whose they are. */
export const keyedKinds = ['client', 'volunteer'] as const;
export type KeyedKind = (typeof keyedKinds)[number];

/** That a record is a person's, by a key that linkage made for matching alone. */
export interface PersonKeyRow {
  readonly recordKind: KeyedKind;
  readonly recordId: string;
  readonly personKey: string;
}
