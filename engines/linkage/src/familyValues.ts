import type { Encoded } from './encode.ts';
import type { ModelField } from './fileModel.ts';
import { eachHousehold, type KnownBy, partAt, sharedField } from './households.ts';

/** What a record is known to have through others of its household, and how they are known. */
type Borrowed = { readonly kind: 'phone' | 'address'; readonly part: string; readonly knownBy: readonly KnownBy[] };

/** A phone through those at one address; a building through those with one phone. */
export const BORROWED: readonly Borrowed[] = [
  { kind: 'phone', part: 'value', knownBy: ['ROOM', 'SURNAME'] },
  { kind: 'address', part: 'building', knownBy: ['PHONE'] },
];

/** Of the values of the others, the one that most of them have and that is not the row's own; of two such, that of the first row. */
const valueOfOthers = ({ rows, stride }: Encoded, group: Int32Array, row: number, place: number): number => {
  const own = rows[row * stride + place] ?? 0;
  let best = 0;
  let most = 0;
  for (const other of group) {
    const value = rows[other * stride + place] ?? 0;
    if (value === 0 || value === own || value === best) continue;
    let holders = 0;
    for (const each of group) if (rows[each * stride + place] === value) holders += 1;
    if (holders > most) [best, most] = [value, holders];
  }
  return best;
};

/**
 * Notes for each record the phone that others at its address have in its own file, and where others with its phone live: who has no phone
 * here, or moved, may be known there by those of the household. With `only`, the values of that kind alone.
 */
export const noteFamilyValues = (encoded: Encoded, model: readonly ModelField[], only?: Borrowed['kind']): void => {
  const { rows, stride } = encoded;
  for (const { kind, part, knownBy } of BORROWED) {
    if (only !== undefined && kind !== only) continue;
    const field = sharedField(encoded, model, kind);
    if (field === null) continue;
    const [from, to] = [partAt(field, part), partAt(field, 'household')];
    for (const how of knownBy)
      eachHousehold(encoded, model, how, (group) => {
        for (const row of group)
          if (rows[row * stride + to] === 0) rows[row * stride + to] = valueOfOthers(encoded, group, row, from);
      });
  }
};

/** Takes these values back: where people are in a file more than once, the others may be the person. */
export const forgetFamilyValues = (encoded: Encoded, model: readonly ModelField[]): void => {
  const { rows, stride } = encoded;
  for (const { kind } of BORROWED) {
    const field = sharedField(encoded, model, kind);
    if (field === null) continue;
    for (let at = partAt(field, 'household'); at < rows.length; at += stride) rows[at] = 0;
  }
};
