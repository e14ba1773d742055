import type { FileModel } from './fileModel.ts';
import type { FrozenModel, FrozenValues } from './frozenModel.ts';
import { modelOf } from './guessModel.ts';

/** What departments say of a person, as far as it is compared; `null` for what is not told. */
export type PersonFields = {
  readonly name: string;
  readonly gender: 'FEMALE' | 'MALE' | 'UNKNOWN';
  readonly bornOn: string | null;
  /** As written: complete, of 15 digits, masked or mistyped. */
  readonly idNumber: string | null;
  readonly phone: string | null;
  readonly divisionCode: string | null;
  readonly address: string | null;
};

/** How departments' records of people are compared; phone, place and address are common to a household. Without rules and odds. */
export const peopleModel: FileModel = modelOf([
  { column: 'name', kind: 'name' },
  { column: 'gender', kind: 'exact' },
  { column: 'bornOn', kind: 'date' },
  { column: 'idNumber', kind: 'id' },
  { column: 'phone', kind: 'phone', shared: true },
  { column: 'division', kind: 'division', shared: true },
  { column: 'address', kind: 'address', shared: true },
]);

/** Columns of a table of people's records, the id first. */
export const PEOPLE_COLUMNS: readonly string[] = ['id', ...peopleModel.fields.map(({ column }) => column)];

/** A record as the model reads it; a gender that nobody knows is none. */
export const cellsOfPerson = (fields: PersonFields): Readonly<Record<string, string>> => ({
  name: fields.name,
  gender: fields.gender === 'UNKNOWN' ? '' : fields.gender,
  bornOn: fields.bornOn ?? '',
  idNumber: fields.idNumber ?? '',
  phone: fields.phone ?? '',
  division: fields.divisionCode ?? '',
  address: fields.address ?? '',
});

const NOTHING = new Int32Array(0);
/** Of the values that were seen, the share that is more frequent than one that was never seen. */
const SEEN_SHARE = 0.9;

/** Frequencies of a field without those values that are hardly more frequent than one that was never seen. */
const frequentOnes = (values: FrozenValues, leastBits: number): FrozenValues => {
  // A value that one record alone held is equal to nothing, and was given no weight.
  const sorted = values.bits.filter((bits) => bits !== 0).sort();
  const unseen = sorted[Math.floor(sorted.length * SEEN_SHARE)] ?? 0;
  const kept = [...values.hashes.keys()].filter(
    (at) => values.bits[at] !== 0 && (values.bits[at] ?? 0) < unseen - leastBits,
  );
  return {
    ...values,
    hashes: Int32Array.from(kept, (at) => values.hashes[at] ?? 0),
    bits: Float32Array.from(kept, (at) => values.bits[at] ?? 0),
    family: values.family && Float32Array.from(kept, (at) => values.family?.[at] ?? 0),
    unseen,
  };
};

const ofOnePerson = new Set(['idNumber', 'phone', 'address']);

/**
 * A version for records of other people than those it was learned from: numbers, phones and addresses of those people weigh as on
 * average, other values that are not frequent weigh as rare ones do, and no block is left out for having been large there.
 */
export const withoutPeople = (frozen: FrozenModel, leastBits = 1): FrozenModel => ({
  ...frozen,
  values: frozen.values.map((values, f) =>
    ofOnePerson.has(frozen.model.fields[f]?.column ?? '')
      ? { ...values, hashes: NOTHING, bits: new Float32Array(0), family: null, unseen: 0 }
      : frequentOnes(values, leastBits),
  ),
  dropped: frozen.dropped.map(() => NOTHING),
});
