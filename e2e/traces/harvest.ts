import type { Trace } from './session.ts';
import type { Samples } from './values.ts';

export interface Harvest extends Samples {
  /** Keeps what an answer tells of records and of values. */
  take(trace: Pick<Trace, 'body'>): void;
}

const textsKept = 12;

/** Ids by type and values by field, as answers give them; `__typename` is asked for wherever there is an object. */
export function createHarvest(): Harvest {
  const ids = new Map<string, Set<string>>();
  const texts = new Map<string, Set<string>>();
  const keep = (into: Map<string, Set<string>>, key: string, value: string) =>
    into.set(key, (into.get(key) ?? new Set()).add(value));

  function walk(value: unknown): void {
    if (Array.isArray(value)) for (const item of value) walk(item);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const fields = value as Readonly<Record<string, unknown>>;
    const { __typename: typeName } = fields;
    for (const [name, inner] of Object.entries(fields)) {
      if (typeof inner === 'string' && name !== '__typename') keep(texts, name, inner);
      walk(inner);
    }
    if (typeof typeName === 'string' && typeof fields.id === 'string') keep(ids, typeName, fields.id);
  }

  return {
    take: ({ body }) => walk((JSON.parse(body) as { data?: unknown }).data),
    idsOf: (typeName) => [...(ids.get(typeName) ?? [])].sort(),
    textsOf: (fieldName) => [...(texts.get(fieldName) ?? [])].sort().slice(0, textsKept),
  };
}
