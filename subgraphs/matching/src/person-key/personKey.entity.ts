/** Kinds of records of which linkage tells whose they are. */
export const keyedKinds = ['client', 'volunteer'] as const;
export type KeyedKind = (typeof keyedKinds)[number];

/** Keys of several families as one text. */
export const familyKeysText = (keys: readonly string[]): string => keys.join(' ');
export const familyKeysIn = (text: string): readonly string[] => (text === '' ? [] : text.split(' '));

/** That a record is a person's and of which families, by keys that linkage made for matching alone. */
export interface PersonKeyRow {
  readonly recordKind: KeyedKind;
  readonly recordId: string;
  readonly personKey: string;
  /** See `familyKeysIn`. */
  readonly familyKeys: string;
}
