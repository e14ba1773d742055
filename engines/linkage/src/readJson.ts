import { FileProblem } from './problems.ts';

const shown = (value: unknown): string => (value === undefined ? '—' : JSON.stringify(value).slice(0, 60));

/** A problem that says what is expected instead of `met`. */
export const oneOf = (place: string, met: unknown, expected: readonly string[]): FileProblem =>
  new FileProblem('MODEL_NOT_ONE_OF', { place, met: shown(met), expected: expected.join(', ') });

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

/** The value as an object. */
export const asObject = (value: unknown, place: string): Json => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new FileProblem('MODEL_NOT_OBJECT', { place });
  return value as Json;
};

/** Refuses keys that are not among `keys`. */
export const onlyKeys = (value: Json, keys: readonly string[], place: string): void => {
  const unknown = Object.keys(value).find((key) => !keys.includes(key));
  if (unknown !== undefined)
    throw new FileProblem('MODEL_UNKNOWN_KEY', { place, met: unknown, expected: keys.join(', ') });
};

/** The value as a number from `least` to `most`. */
export const asNumber = (value: unknown, place: string, least: number, most: number): number => {
  if (typeof value !== 'number' || !(value >= least && value <= most)) {
    throw new FileProblem('MODEL_NOT_NUMBER', { place, met: shown(value), least, most });
  }
  return value;
};

/** The value as a list. */
export const asArray = (value: unknown, place: string): readonly unknown[] => {
  if (!Array.isArray(value)) throw new FileProblem('MODEL_NOT_LIST', { place });
  return value;
};

/** The value as a text that is not empty. */
export const asText = (value: unknown, place: string): string => {
  if (typeof value !== 'string' || value === '') throw new FileProblem('MODEL_NOT_TEXT', { place });
  return value;
};
