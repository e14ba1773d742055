import { seededRandomness } from '@hub/vault/testing';
import type { Clock } from '../clock.ts';
import { createIds, type Ids } from '../ids.ts';
import type { Log } from '../log.ts';

export const seededIds = (seed: string): Ids => createIds(seededRandomness(seed));

/** A clock that stands still. */
export const fixedClock =
  (instant: string): Clock =>
  () =>
    new Date(instant);

export interface LogOfTest extends Log {
  readonly lines: readonly { readonly level: string; readonly event: string; readonly fields: unknown }[];
}

/** A log that keeps its lines, so that a test can look for what must not be in them. */
export function logOfTest(): LogOfTest {
  const lines: { level: string; event: string; fields: unknown }[] = [];
  const keep =
    (level: string) =>
    (event: string, fields: unknown = {}) =>
      void lines.push({ level, event, fields });
  return { lines, info: keep('info'), warn: keep('warn'), error: keep('error') };
}
