interface Bound {
  readonly most: number;
  readonly unit: string;
  /** What is bounded, for the documentation. */
  readonly of: string;
}

/** Every bound of the door: they hurt no real question, and stop what is made to hurt. `gateway/README.md` lists them. */
export const boundTable = {
  bodyBytes: { most: 262_144, unit: 'bytes', of: 'body of a request' },
  headerBytes: { most: 16_384, unit: 'bytes', of: 'request line and headers together' },
  headers: { most: 64, unit: 'headers', of: 'headers of a request' },
  headersSeconds: { most: 10, unit: 'seconds', of: 'time until all headers are there' },
  requestSeconds: { most: 30, unit: 'seconds', of: 'time until the whole request is there' },
  idleSeconds: { most: 60, unit: 'seconds', of: 'silence on a connection while a request is open' },
  keepAliveSeconds: { most: 30, unit: 'seconds', of: 'silence between two requests of a connection' },
  connections: { most: 1000, unit: 'connections', of: 'connections at one time' },
  jsonDepth: { most: 32, unit: 'levels', of: 'nesting of the JSON of a request' },
  jsonKeys: { most: 1000, unit: 'keys', of: 'keys in the JSON of a request' },
  listValues: { most: 1000, unit: 'values', of: 'one list in the JSON of a request' },
  tokens: { most: 2000, unit: 'tokens', of: 'document' },
  operations: { most: 3, unit: 'operations', of: 'document' },
  fragments: { most: 30, unit: 'fragments', of: 'document' },
  depth: { most: 15, unit: 'levels', of: 'nesting of fields in an operation' },
  fields: { most: 500, unit: 'fields', of: 'operation, with its fragments written out' },
  aliases: { most: 30, unit: 'aliases', of: 'operation' },
  rootFields: { most: 20, unit: 'fields', of: 'top level of an operation' },
  directives: { most: 20, unit: 'directives', of: 'operation' },
  variables: { most: 50, unit: 'variables', of: 'operation' },
  page: { most: 100, unit: 'records', of: 'argument `first` of a list' },
  cost: { most: 10_000, unit: 'points', of: 'cost of an operation, computed before it is asked' },
  errors: { most: 50, unit: 'errors', of: 'one answer' },
  costPerMinute: { most: 200_000, unit: 'points', of: 'cost of all operations of a token in a minute' },
  missesPerMinute: { most: 60, unit: 'misses', of: 'look-ups of a token that find nothing, in a minute' },
  rowsPerHour: { most: 50_000, unit: 'records', of: 'records about people given to a token in an hour' },
  knownTokens: { most: 10_000, unit: 'tokens', of: 'tokens whose spending is remembered at one time' },
  tokenHours: { most: 720, unit: 'hours', of: 'life of a token, from issue to expiry' },
} as const satisfies Readonly<Record<string, Bound>>;

export type BoundName = keyof typeof boundTable;
export type Bounds = Readonly<Record<BoundName, number>>;

export const boundNames = Object.keys(boundTable) as readonly BoundName[];

export const defaultBounds: Bounds = Object.freeze(
  Object.fromEntries(boundNames.map((name) => [name, boundTable[name].most])) as Record<BoundName, number>,
);

const prefix = 'HUB_BOUND_';

/** Environment variable of a bound: `HUB_BOUND_COST_PER_MINUTE`. */
export const variableOf = (name: BoundName): string =>
  `${prefix}${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

/** The bounds with what the environment sets over them; a wrong value or name ends the start with one sentence. */
export function readBounds(environment: Readonly<Record<string, string | undefined>>): Bounds {
  const known = new Map(boundNames.map((name) => [variableOf(name), name]));
  const bounds: Record<BoundName, number> = { ...defaultBounds };
  for (const [variable, text] of Object.entries(environment)) {
    if (!variable.startsWith(prefix) || text === undefined || text === '') continue;
    const name = known.get(variable);
    if (!name) throw new Error(`${variable} is no bound; expected one of ${[...known.keys()].join(', ')}.`);
    const most = Number(text);
    if (!Number.isSafeInteger(most) || most < 1)
      throw new Error(`${variable} is "${text}", expected a whole number of ${boundTable[name].unit} from 1.`);
    bounds[name] = most;
  }
  return Object.freeze(bounds);
}
