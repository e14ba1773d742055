import {
  type FieldKind,
  type FieldOdds,
  type FileModel,
  LEVELS,
  type ModelField,
  PARTS,
  type TrainedOdds,
} from './fileModel.ts';

type Json = Readonly<Record<string, unknown>>;

const asObject = (value: unknown, place: string): Json => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new RangeError(`${place} must be an object.`);
  return value as Json;
};

const onlyKeys = (value: Json, keys: readonly string[], place: string): void => {
  const unknown = Object.keys(value).find((key) => !keys.includes(key));
  if (unknown !== undefined) throw new RangeError(`${place} has "${unknown}"; expected ${keys.join(', ')}.`);
};

const asNumber = (value: unknown, place: string, least: number, most: number): number => {
  if (typeof value !== 'number' || !(value >= least && value <= most)) {
    throw new RangeError(`${place} is ${JSON.stringify(value)} when expected a number from ${least} to ${most}.`);
  }
  return value;
};

const asArray = (value: unknown, place: string): readonly unknown[] => {
  if (!Array.isArray(value)) throw new RangeError(`${place} must be a list.`);
  return value;
};

const asText = (value: unknown, place: string): string => {
  if (typeof value !== 'string' || value === '') throw new RangeError(`${place} must be a text.`);
  return value;
};

const isKind = (value: unknown): value is FieldKind => typeof value === 'string' && Object.hasOwn(LEVELS, value);

const fieldOf = (value: unknown, place: string): ModelField => {
  const field = asObject(value, place);
  onlyKeys(field, ['column', 'kind', 'shared', 'swapsWith', 'readFrom'], place);
  const { kind, shared = false } = field;
  if (!isKind(kind))
    throw new RangeError(`${place}.kind is ${JSON.stringify(kind)}; expected ${Object.keys(LEVELS).join(', ')}.`);
  if (typeof shared !== 'boolean') throw new RangeError(`${place}.shared must be true or false.`);
  return {
    column: asText(field.column, `${place}.column`),
    kind,
    ...(shared ? { shared } : {}),
    ...(field.swapsWith === undefined ? {} : { swapsWith: asText(field.swapsWith, `${place}.swapsWith`) }),
    ...(field.readFrom === undefined ? {} : { readFrom: asText(field.readFrom, `${place}.readFrom`) }),
  };
};

const ruleOf = (value: unknown, place: string, fields: readonly ModelField[]): readonly string[] =>
  asArray(value, place).map((part) => {
    const text = asText(part, place);
    const split = text.lastIndexOf(':');
    const kind = fields.find(({ column }) => column === text.slice(0, split))?.kind;
    if (kind === undefined) throw new RangeError(`${place}: "${text}" names no compared column; expected column:part.`);
    if (!PARTS[kind].includes(text.slice(split + 1))) {
      throw new RangeError(`${place}: "${text}" names no part; a ${kind} has ${PARTS[kind].join(', ')}.`);
    }
    return text;
  });

const trainedOf = (value: unknown, fields: readonly ModelField[]): TrainedOdds => {
  const trained = asObject(value, 'trained');
  const shares = asObject(trained.shares, 'trained.shares');
  const byColumn = asObject(trained.fields, 'trained.fields');
  const oddsOf = ({ column, kind }: ModelField): FieldOdds => {
    const place = `trained.fields.${column}`;
    const odds = asObject(byColumn[column], place);
    const levelsOf = (name: string): readonly number[] => {
      const levels = asArray(odds[name], `${place}.${name}`);
      if (levels.length !== LEVELS[kind].length) {
        throw new RangeError(`${place}.${name} has ${levels.length} levels when expected ${LEVELS[kind].join(', ')}.`);
      }
      return levels.map((share) => asNumber(share, `${place}.${name}`, Number.MIN_VALUE, 1));
    };
    return {
      SAME: levelsOf('SAME'),
      MOVED: levelsOf('MOVED'),
      HOUSEHOLD: levelsOf('HOUSEHOLD'),
      TWINS: levelsOf('TWINS'),
      STRANGERS: levelsOf('STRANGERS'),
    };
  };
  const shareOf = (name: string): number => asNumber(shares[name], `trained.shares.${name}`, 0, 1);
  return {
    shares: {
      SAME: shareOf('SAME'),
      MOVED: shareOf('MOVED'),
      HOUSEHOLD: shareOf('HOUSEHOLD'),
      TWINS: shareOf('TWINS'),
      STRANGERS: shareOf('STRANGERS'),
    },
    fields: Object.fromEntries(fields.map((field) => [field.column, oddsOf(field)])),
  };
};

const KEYS = ['version', 'fields', 'blocking', 'maximumBlockPairs', 'onePerFile', 'reviewProbability', 'trained'];

/**
 * Reads a model that people edit, from parsed JSON. What is left out is guessed from the files (`fields`, `blocking`, `onePerFile`),
 * learned (`trained`) or has its usual value. Throws a `RangeError` that says what was met, where, and what was expected.
 */
export const parseFileModel = (json: unknown): FileModel => {
  const model = asObject(json, 'The model');
  onlyKeys(model, KEYS, 'The model');
  if (model.version !== 1)
    throw new RangeError(`The model has version ${JSON.stringify(model.version)} when expected 1.`);
  const fields = asArray(model.fields ?? [], 'fields').map((field, at) => fieldOf(field, `fields[${at}]`));
  const twice = fields.find(({ column }, at) => fields.findIndex((other) => other.column === column) !== at);
  if (twice !== undefined) throw new RangeError(`fields names column "${twice.column}" twice.`);
  const onePerFile = model.onePerFile ?? null;
  if (onePerFile !== null && typeof onePerFile !== 'boolean')
    throw new RangeError('onePerFile must be true, false or null.');
  return {
    version: 1,
    fields,
    blocking: asArray(model.blocking ?? [], 'blocking').map((rule, at) => ruleOf(rule, `blocking[${at}]`, fields)),
    maximumBlockPairs: asNumber(model.maximumBlockPairs ?? 20_000, 'maximumBlockPairs', 1, 1e12),
    onePerFile,
    reviewProbability: asNumber(model.reviewProbability ?? 0.05, 'reviewProbability', 1e-6, 0.5),
    ...(model.trained === undefined ? {} : { trained: trainedOf(model.trained, fields) }),
  };
};
