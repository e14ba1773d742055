import type { Problem, RecordReader } from '@hub/kernel';
import { parseDivisionCode } from '@hub/values';
import type { PlaceRecord, PlaceTable, Validity } from './place.entity.ts';

/** How records of one kind become places. */
export interface PlaceKind {
  readonly table: PlaceTable;
  /** What a record places, with what is wrong with it. */
  read(record: unknown): PlaceRecord & { readonly problems: readonly Problem[] };
}

/** Reads a division code into its 12 digits. */
export const readCode = (record: RecordReader, field: string): string =>
  record.parsed(field, (text) => {
    const parsed = parseDivisionCode(text);
    return parsed.ok ? { ok: true, value: { text: parsed.value } } : parsed;
  });

/** What is wrong with a value whose form is right. */
export const problemOf = (field: string, expected: string): Problem => ({
  field,
  message: 'BAD_VALUE',
  params: { field, expected },
});

/** Reads the days of validity; an end that is no later than the beginning is a problem. */
export function readValidity(record: RecordReader): Validity & { readonly problems: readonly Problem[] } {
  const validFrom = record.day('validFrom');
  const validTo = record.optionalDay('validTo');
  const backwards = validTo !== null && validTo !== '' && validTo <= validFrom;
  return { validFrom, validTo, problems: backwards ? [problemOf('validTo', 'a day after validFrom')] : [] };
}
