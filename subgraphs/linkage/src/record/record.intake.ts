import { type Fact, readRecord } from '@hub/kernel';
import type { SealedColumns } from '@hub/vault';
import { type Comparison, genders, type IncomingRecord, type Source } from './record.entity.ts';
import { pseudonymOf, recordKey } from './record.rules.ts';

export interface RecordIntake {
  /** The row for a fact with a record; a record that its owner would not have taken in is a fault, told without its values. */
  toRow(source: Source, fact: Fact): IncomingRecord;
  compared(row: Pick<IncomingRecord, 'id' | 'comparisonSealed'>): Comparison;
}

/** Keyed indexes: equal for equal texts, and not to be told from any other text without the key. */
export interface RecordIndexes {
  number(idNumber: string): string;
  household(householdId: string): string;
}

/** How a department's fact becomes a row: number and household as pseudonyms, everything that is compared in one sealed column. */
export const recordIntake = (sealed: SealedColumns, indexes: RecordIndexes): RecordIntake => {
  /** What was sealed a moment ago need not be opened again. */
  const fresh = new WeakMap<object, Comparison>();
  return {
    toRow(source, { id: recordId, record }) {
      const reader = readRecord(record);
      const id = recordKey(source, recordId);
      const comparison: Comparison = {
        name: reader.text('name'),
        idNumber: reader.optionalText('idNumber'),
        bornOn: reader.optionalDay('bornOn'),
        gender: reader.code('gender', genders),
        phone: reader.optionalText('phone'),
        address: reader.optionalText('address'),
      };
      const householdId = reader.optionalText('householdId');
      const row = {
        id,
        source,
        recordId,
        pseudonym: pseudonymOf(comparison.idNumber, indexes.number),
        householdKey: householdId === null ? null : indexes.household(householdId),
        comparisonSealed: sealed.seal(id, 'comparison', JSON.stringify(comparison)) ?? '',
        divisionCode: reader.text('divisionCode'),
        ownerOrganisationId: reader.text('ownerOrganisationId'),
      };
      if (reader.problems.length > 0)
        throw new Error(`Record ${id} came with unreadable ${reader.problems.map(({ field }) => field).join(', ')}.`);
      fresh.set(row, comparison);
      return row;
    },
    // Only `toRow` writes this column, so what opens is a comparison.
    compared: (row) =>
      fresh.get(row) ?? (JSON.parse(sealed.open(row.id, 'comparison', row.comparisonSealed) ?? '') as Comparison),
  };
};
