import { eachBlock } from './block.ts';
import type { Encoded, FieldPlace } from './encode.ts';
import { type FieldKind, type ModelField, PARTS } from './fileModel.ts';
import { orderByKey } from './radixSort.ts';
import { mixed } from './textTable.ts';

/** More records at one address than this are no household. */
const LARGEST_HOUSEHOLD = 10;

/** Where a part of a field lies in a row. */
export const partAt = ({ kind, at }: FieldPlace, part: string): number => at + PARTS[kind].indexOf(part);

/** How records of one file are known to be of one household: by room, by building and surname where no room is told, or by phone. */
export type KnownBy = 'ROOM' | 'SURNAME' | 'PHONE';

/** The first field of a kind that a household has in common. */
export const sharedField = ({ fields }: Encoded, model: readonly ModelField[], kind: FieldKind): FieldPlace | null =>
  fields.find((field, f) => field.kind === kind && model[f]?.shared === true) ?? null;

/** The key of a row, by its place in the rows; 0 where it tells of no household. */
type KeyOf = (at: number) => number;

const keyMakers = (encoded: Encoded, model: readonly ModelField[]): Readonly<Record<KnownBy, KeyOf | null>> => {
  const { fields, rows, texts } = encoded;
  const address = sharedField(encoded, model, 'address');
  const phone = sharedField(encoded, model, 'phone');
  const name = fields.find(({ kind }) => kind === 'name');
  const [room, building] = address === null ? [0, 0] : [partAt(address, 'room'), partAt(address, 'building')];
  const surname = name === undefined ? 0 : partAt(name, 'surname');
  const contentAt = (place: number): number => texts.hashes[rows[place] ?? 0] ?? 0;
  const familyOf: KeyOf = (at) => {
    const [place = 0, family = 0] = [rows[at + building], rows[at + surname]];
    return place === 0 || family === 0 ? 0 : mixed(place ^ contentAt(at + surname));
  };
  return {
    ROOM: address && ((at) => rows[at + room] ?? 0),
    SURNAME: address && name ? familyOf : null,
    PHONE: phone && ((at) => (rows[at + phone.at] === 0 ? 0 : contentAt(at + phone.at))),
  };
};

/** Calls `visit` for each group of records of one file that are known to be of one household. */
export const eachHousehold = (
  encoded: Encoded,
  model: readonly ModelField[],
  knownBy: KnownBy,
  visit: (rows: Int32Array) => void,
): void => {
  const keyOf = keyMakers(encoded, model)[knownBy];
  if (keyOf === null) return;
  const { stride, rowCount, secondFrom } = encoded;
  const keys = new Int32Array(rowCount);
  for (let row = 0; row < rowCount; row += 1) {
    const key = keyOf(row * stride);
    keys[row] = key === 0 ? 0 : mixed(key + (row < secondFrom ? 0 : 1)) || 1;
  }
  const order = orderByKey(keys);
  eachBlock(order, rowCount, (from, _, to) => {
    if (to - from <= LARGEST_HOUSEHOLD) visit(order.rows.subarray(from, to));
  });
};
