import { createSecretKey, type KeyObject } from 'node:crypto';
import { type Cipher, numberOf, versionOf, versionPattern } from './cipher.ts';
import { KeyFailure } from './provider.ts';
import type { Randomness } from './randomness.ts';

/** All versions of one key: `{"current":"2","versions":{"1":"<32 bytes in base64>","2":"…"},"since":{"2":"2026-11-21T04:00:00.000Z"}}`. */
export interface KeyVersions {
  readonly current: string;
  readonly secrets: ReadonlyMap<string, KeyObject>;
  /** When a version became the current one, where that was written down. */
  readonly since: ReadonlyMap<string, string>;
}

const secretBytes = 32;

/** Reads the text of a key; its sentence tells where it stood and what was expected, and nothing of what it holds. */
export function parseKeyText(text: string, place: string): KeyVersions {
  const { current, versions, since } = recordIn(text) ?? {};
  const secrets = new Map<string, KeyObject>();
  for (const [version, secret] of Object.entries(recordOf(versions) ?? {})) {
    const bytes = typeof secret === 'string' ? Buffer.from(secret, 'base64') : Buffer.alloc(0);
    if (!versionPattern.test(version) || bytes.length !== secretBytes || bytes.toString('base64') !== secret)
      throw broken(place);
    secrets.set(version, createSecretKey(bytes));
  }
  if (typeof current !== 'string' || !secrets.has(current)) throw broken(place);
  const moments = Object.entries(recordOf(since) ?? {}).filter(
    (entry): entry is [string, string] => secrets.has(entry[0]) && typeof entry[1] === 'string',
  );
  return { current, secrets, since: new Map(moments) };
}

const broken = (place: string) =>
  new KeyFailure(
    `The key ${place} is broken; expected {"current": "1", "versions": {"1": 32 bytes in base64}}. Put the right one back; without it the data cannot be read.`,
  );

function recordIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return recordOf(JSON.parse(text));
  } catch {
    return null;
  }
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;

/** The text of a key with its first version. */
export function newKeyText(cipher: Cipher, randomness: Randomness, now: Date): string {
  const version = versionOf(1, cipher);
  return written(version, new Map([[version, secretFrom(randomness)]]), new Map([[version, now.toISOString()]]));
}

/** The text with one more version, which becomes the current one. */
export function withNextVersion(key: KeyVersions, cipher: Cipher, randomness: Randomness, now: Date): string {
  const version = versionOf(Math.max(...[...key.secrets.keys()].map(numberOf)) + 1, cipher);
  return written(
    version,
    new Map([...key.secrets, [version, secretFrom(randomness)]]),
    new Map([...key.since, [version, now.toISOString()]]),
  );
}

/** The text with the current version only. */
export function withoutFormerVersions({ current, secrets, since }: KeyVersions): string {
  const ofCurrent = <Value>(all: ReadonlyMap<string, Value>) => new Map([...all].filter(([one]) => one === current));
  return written(current, ofCurrent(secrets), ofCurrent(since));
}

const secretFrom = (randomness: Randomness): KeyObject => createSecretKey(Buffer.from(randomness(secretBytes)));

const written = (
  current: string,
  secrets: ReadonlyMap<string, KeyObject>,
  since: ReadonlyMap<string, string>,
): string => {
  const versions = [...secrets].map(([version, secret]) => [version, secret.export().toString('base64')]);
  return `${JSON.stringify({ current, versions: Object.fromEntries(versions), since: Object.fromEntries(since) })}\n`;
};
