import {
  type FieldKind,
  type FieldOdds,
  type FileModel,
  LEVELS,
  type ModelField,
  PARTS,
  ruleName,
  type TrainedOdds,
} from './fileModel.ts';
import { FileProblem } from './problems.ts';
import { asArray, asNumber, asObject, asText, oneOf, onlyKeys } from './readJson.ts';

const isKind = (value: unknown): value is FieldKind => typeof value === 'string' && Object.hasOwn(LEVELS, value);

const fieldOf = (value: unknown, place: string): ModelField => {
  const field = asObject(value, place);
  onlyKeys(field, ['column', 'kind', 'shared', 'swapsWith', 'readFrom'], place);
  const { kind, shared = false } = field;
  if (!isKind(kind)) throw oneOf(`${place}.kind`, kind, Object.keys(LEVELS));
  if (typeof shared !== 'boolean') throw oneOf(`${place}.shared`, shared, ['true', 'false']);
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
    if (kind === undefined)
      throw oneOf(
        place,
        text,
        fields.map(({ column }) => `${column}:…`),
      );
    if (!PARTS[kind].includes(text.slice(split + 1))) {
      throw oneOf(
        place,
        text,
        PARTS[kind].map((part) => `${text.slice(0, split)}:${part}`),
      );
    }
    return text;
  });

const levelShares = (value: unknown, place: string, kind: FieldKind): readonly number[] => {
  const levels = asArray(value, place);
  // Versions made before values of households were known have no share for them, and give them no weight.
  const isOlder = levels.length === LEVELS[kind].indexOf('OF_HOUSEHOLD');
  if (levels.length !== LEVELS[kind].length && !isOlder)
    throw new FileProblem('MODEL_LEVELS', { place, met: levels.length, expected: LEVELS[kind].join(', ') });
  return levels.map((share) => asNumber(share, place, Number.MIN_VALUE, 1));
};

const trainedOf = (value: unknown, fields: readonly ModelField[]): TrainedOdds => {
  const trained = asObject(value, 'trained');
  const shares = asObject(trained.shares, 'trained.shares');
  const byColumn = asObject(trained.fields, 'trained.fields');
  const distortion = trained.distortion === undefined ? null : asObject(trained.distortion, 'trained.distortion');
  const oddsOf = ({ column, kind }: ModelField): FieldOdds => {
    const place = `trained.fields.${column}`;
    const odds = asObject(byColumn[column], place);
    const levelsOf = (name: string) => levelShares(odds[name], `${place}.${name}`, kind);
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
    ...(distortion === null
      ? {}
      : {
          distortion: Object.fromEntries(
            fields.map(({ column, kind }) => [
              column,
              levelShares(distortion[column], `trained.distortion.${column}`, kind),
            ]),
          ),
        }),
  };
};

const limitsOf = (value: unknown, blocking: FileModel['blocking']): Readonly<Record<string, number>> => {
  const limits = asObject(value, 'blockLimits');
  onlyKeys(limits, blocking.map(ruleName), 'blockLimits');
  return Object.fromEntries(
    Object.entries(limits).map(([rule, limit]) => [rule, asNumber(limit, `blockLimits.${rule}`, 1, 1e12)]),
  );
};

const isOnePerFile = (value: unknown): value is FileModel['onePerFile'] =>
  value === null ||
  typeof value === 'boolean' ||
  (Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === 'boolean'));

const KEYS = [
  'version',
  'fields',
  'blocking',
  'maximumBlockPairs',
  'blockLimits',
  'onePerFile',
  'reviewProbability',
  'trained',
];

/**
 * Reads a model that people edit, from parsed JSON. What is left out is guessed from the files (`fields`, `blocking`, `onePerFile`),
 * learned (`trained`) or has its usual value. Throws a `FileProblem` that says what was met, where, and what was expected.
 */
export const parseFileModel = (json: unknown): FileModel => {
  const model = asObject(json, 'model');
  onlyKeys(model, KEYS, 'model');
  if (model.version !== 1) throw oneOf('version', model.version, ['1']);
  const fields = asArray(model.fields ?? [], 'fields').map((field, at) => fieldOf(field, `fields[${at}]`));
  const twice = fields.find(({ column }, at) => fields.findIndex((other) => other.column === column) !== at);
  if (twice !== undefined) throw new FileProblem('MODEL_COLUMN_TWICE', { place: 'fields', column: twice.column });
  for (const [at, { swapsWith }] of fields.entries()) {
    if (swapsWith !== undefined && !fields.some(({ column }) => column === swapsWith))
      throw oneOf(
        `fields[${at}].swapsWith`,
        swapsWith,
        fields.map(({ column }) => column),
      );
  }
  const onePerFile = model.onePerFile ?? null;
  if (!isOnePerFile(onePerFile))
    throw oneOf('onePerFile', onePerFile, ['true', 'false', '[true, false]', '[false, true]', 'null']);
  const blocking = asArray(model.blocking ?? [], 'blocking').map((rule, at) => ruleOf(rule, `blocking[${at}]`, fields));
  return {
    version: 1,
    fields,
    blocking,
    maximumBlockPairs: asNumber(model.maximumBlockPairs ?? 20_000, 'maximumBlockPairs', 1, 1e12),
    ...(model.blockLimits === undefined ? {} : { blockLimits: limitsOf(model.blockLimits, blocking) }),
    onePerFile,
    reviewProbability: asNumber(model.reviewProbability ?? 0.05, 'reviewProbability', 1e-6, 0.5),
    ...(model.trained === undefined ? {} : { trained: trainedOf(model.trained, fields) }),
  };
};
