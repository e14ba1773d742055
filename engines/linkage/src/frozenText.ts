import { type FileModel, LEVEL_ROOM } from './fileModel.ts';
import type { FrozenModel, FrozenValues } from './frozenModel.ts';
import { doubles, integers, singles } from './packedNumbers.ts';
import { parseFileModel } from './parseFileModel.ts';
import { FileProblem } from './problems.ts';
import { asArray, asNumber, asObject, type Json, oneOf, onlyKeys } from './readJson.ts';
import type { Weights } from './score.ts';

const FORMAT = 'hub-linkage-version';
/**
 * The edition of the text, and of what its hashes are taken from: to be raised when values are normalised or hashed in another
 * way, because a version made before would then weigh every value as one that was never seen.
 */
const EDITION = 2;

const KEYS = ['format', 'edition', 'model', 'distortion', 'namesake', 'values', 'dropped'];
const VALUE_KEYS = ['hashes', 'bits', 'family', 'unseen', 'unseenFamily'];

/** The model with its keys and limits in one order, whoever made it. */
const inOrder = (model: FileModel): FileModel => {
  const { blockLimits } = model;
  const sorted = blockLimits && Object.fromEntries(Object.entries(blockLimits).sort(([a], [b]) => (a < b ? -1 : 1)));
  return parseFileModel({ ...model, ...(sorted === undefined ? {} : { blockLimits: sorted }) });
};

/** A model version as text (JSON, one line): the same version gives the same bytes, and `parseFrozenModel` gives it back exactly. */
export const formatFrozenModel = (frozen: FrozenModel): string =>
  JSON.stringify({
    format: FORMAT,
    edition: EDITION,
    model: inOrder({ ...frozen.model, trained: frozen.trained }),
    distortion: doubles.pack(frozen.distortion),
    namesake: frozen.namesake && [frozen.namesake.name, frozen.namesake.field, frozen.namesake.bits],
    values: frozen.values.map(({ hashes, bits, family, unseen, unseenFamily }) => ({
      hashes: integers.pack(hashes),
      bits: singles.pack(bits),
      family: family && singles.pack(family),
      unseen,
      unseenFamily,
    })),
    dropped: frozen.dropped.map(integers.pack),
  });

const parsed = (text: string): Json => {
  try {
    return asObject(JSON.parse(text), 'version');
  } catch (error) {
    if (error instanceof SyntaxError) throw new FileProblem('MODEL_NOT_JSON');
    throw error;
  }
};

/** Runs `read`; a problem found in it is told by its place under `model`. */
const underModel = <T>(read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FileProblem) || error.params.place === 'model') throw error;
    throw new FileProblem(error.code, { ...error.params, place: `model.${error.params.place}` });
  }
};

const checkLength = (place: string, met: number, expected: number): void => {
  if (met !== expected) throw new FileProblem('MODEL_LENGTH', { place, met, expected });
};

/** Numbers that must rise, or be equal, from one to the next. */
const rising = (value: unknown, place: string): Int32Array => {
  const numbers = integers.unpack(value, place);
  for (let at = 1; at < numbers.length; at += 1)
    if ((numbers[at] ?? 0) < (numbers[at - 1] ?? 0)) throw new FileProblem('MODEL_NOT_RISING', { place, at });
  return numbers;
};

const valuesOf = (value: unknown, place: string): FrozenValues => {
  const values = asObject(value, place);
  onlyKeys(values, VALUE_KEYS, place);
  const hashes = rising(values.hashes, `${place}.hashes`);
  const bits = singles.unpack(values.bits, `${place}.bits`);
  const family = values.family === null ? null : singles.unpack(values.family, `${place}.family`);
  checkLength(`${place}.bits`, bits.length, hashes.length);
  if (family !== null) checkLength(`${place}.family`, family.length, hashes.length);
  return {
    hashes,
    bits,
    family,
    unseen: asNumber(values.unseen, `${place}.unseen`, -1000, 1000),
    unseenFamily: asNumber(values.unseenFamily, `${place}.unseenFamily`, -1000, 1000),
  };
};

const namesakeOf = (value: unknown, fields: number): Weights['namesake'] => {
  if (value === null) return null;
  const [name, field, bits, ...rest] = asArray(value, 'namesake');
  checkLength('namesake', 3 + rest.length, 3);
  const fieldAt = (met: unknown, place: string): number => {
    if (!Number.isInteger(met)) throw oneOf(place, met, [`0 … ${fields - 1}`]);
    return asNumber(met, place, 0, fields - 1);
  };
  return {
    name: fieldAt(name, 'namesake[0]'),
    field: fieldAt(field, 'namesake[1]'),
    bits: asNumber(bits, 'namesake[2]', 0, 1000),
  };
};

/**
 * The model version that `formatFrozenModel` wrote. Throws a `FileProblem` that names the place, for a text of another edition or
 * one that was changed so that it does not hold together.
 */
export const parseFrozenModel = (text: string): FrozenModel => {
  const version = parsed(text);
  onlyKeys(version, KEYS, 'version');
  if (version.format !== FORMAT) throw oneOf('format', version.format, [FORMAT]);
  if (version.edition !== EDITION) throw oneOf('edition', version.edition, [String(EDITION)]);
  const model = underModel(() => parseFileModel(version.model));
  const { trained, fields, blocking } = model;
  if (trained === undefined) throw new FileProblem('MODEL_NOT_OBJECT', { place: 'model.trained' });
  const distortion = doubles.unpack(version.distortion, 'distortion');
  checkLength('distortion', distortion.length, fields.length * LEVEL_ROOM);
  const values = asArray(version.values, 'values');
  checkLength('values', values.length, fields.length);
  const dropped = asArray(version.dropped, 'dropped');
  checkLength('dropped', dropped.length, blocking.length);
  return {
    model,
    trained,
    distortion,
    values: values.map((each, f) => valuesOf(each, `values[${f}]`)),
    namesake: namesakeOf(version.namesake, fields.length),
    dropped: dropped.map((keys, rule) => rising(keys, `dropped[${rule}]`)),
  };
};
