import { HubError } from '@hub/kernel';
import type { Bounds } from './bounds.ts';

type JsonBounds = Pick<Bounds, 'jsonDepth' | 'jsonKeys' | 'listValues'>;

/** Keys that reach the prototype of an object when somebody merges it carelessly. */
const reachesPrototype: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The text of a body; malformed UTF-8 is refused instead of mended. */
export function textOf(body: Uint8Array): string {
  try {
    return decoder.decode(body);
  } catch {
    throw new HubError('BAD_USER_INPUT', 'BAD_UTF8');
  }
}

/** Parses JSON within bounds of depth, keys and lists. */
export function parseJson(text: string, bounds: JsonBounds): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new HubError('BAD_USER_INPUT', 'BAD_JSON');
  }
  checkJson(value, bounds);
  return value;
}

function checkJson(value: unknown, bounds: JsonBounds): void {
  let keys = 0;
  const within = (met: number, most: number, message: string) => {
    if (met > most) throw new HubError('TOO_COMPLEX', message, { met, most });
  };
  const check = (part: unknown, depth: number): void => {
    if (typeof part !== 'object' || part === null) return;
    within(depth, bounds.jsonDepth, 'JSON_TOO_DEEP');
    if (Array.isArray(part)) {
      within(part.length, bounds.listValues, 'LIST_TOO_LONG');
      for (const each of part) check(each, depth + 1);
      return;
    }
    for (const [key, each] of Object.entries(part)) {
      within(++keys, bounds.jsonKeys, 'TOO_MANY_KEYS');
      if (reachesPrototype.has(key)) throw new HubError('BAD_USER_INPUT', 'RESERVED_NAME', { name: key });
      check(each, depth + 1);
    }
  };
  check(value, 1);
}

export const isReserved = (name: string): boolean => reachesPrototype.has(name);
