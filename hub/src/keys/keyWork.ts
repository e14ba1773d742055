import { randomBytes } from 'node:crypto';
import { type Clock, type Language, type MessageParams, type Subgraph, say } from '@hub/kernel';
import {
  type Cipher,
  cipherOf,
  type OpenedKeys,
  type VaultConfig,
  withNextVersion,
  withoutFormerVersions,
} from '@hub/vault';
import { keyNames } from '../dataFolder.ts';
import { StartFailure } from '../sentences.ts';
import { type KeyRule, ruleOf } from './keyRule.ts';
import { type KeySentence, keySentences } from './sentences.ts';

export interface KeyParts {
  readonly keys: OpenedKeys;
  readonly vault: VaultConfig;
  readonly clock: Clock;
  readonly language: Language;
  readonly signal: AbortSignal;
  progress(line: string): void;
}

/** Subgraphs whose stored values are sealed anew; without them only the key changes. */
export type Resealed = ReadonlyMap<string, Pick<Subgraph, 'resealing'>>;

export interface KeyStatus {
  readonly name: string;
  readonly rule: KeyRule;
  readonly current: string;
  readonly versions: readonly string[];
  readonly since: string | null;
  /** How many stored values stand under each version, for keys that seal. */
  readonly values: Readonly<Record<string, number>> | null;
}

export interface KeysStatus {
  readonly provider: string;
  readonly cipher: Cipher;
  readonly sealedBy: Cipher;
  readonly keys: readonly KeyStatus[];
}

export interface Rotation {
  readonly name: string;
  readonly version: string;
  readonly rows: number;
  readonly outcome: 'ROTATED' | 'RESEALED' | 'INTERRUPTED' | 'KEY_ONLY' | 'FINISHED';
  readonly dropped: readonly string[];
}

const refuse = (language: Language, code: KeySentence, params: MessageParams): never => {
  throw new StartFailure(say(keySentences, language, code, params));
};

/** All keys with their versions, and what stands under each. */
export async function statusOf(parts: KeyParts, subgraphs: Resealed): Promise<KeysStatus> {
  const { keys, vault } = parts;
  await keys.refresh();
  const counts = await countsOf(subgraphs, parts.signal);
  return {
    provider: vault.provider.name,
    cipher: vault.cipher,
    sealedBy: cipherOf(keys.ring('seal').current),
    keys: keyNames.map((name) => {
      const { current, secrets, since } = keys.versionsOf(name);
      return {
        name,
        rule: ruleOf(name),
        current,
        versions: [...secrets.keys()],
        since: since.get(current) ?? null,
        values: ruleOf(name) === 'RESEALED' ? Object.fromEntries(counts.get(name) ?? []) : null,
      };
    }),
  };
}

/** Gives a key its next version and seals anew what stands under former ones; goes on with a rotation that is not done. */
export async function rotate(parts: KeyParts, name: string, subgraphs: Resealed | null): Promise<Rotation> {
  const { keys, vault, language, clock } = parts;
  requireRotating(name, language);
  await keys.refresh();
  const unfinished = ruleOf(name) === 'RESEALED' && subgraphs !== null && (await staleOf(parts, name, subgraphs)) > 0;
  if (!unfinished) {
    const { replace } = vault.provider;
    if (!replace) return refuse(language, 'ELSEWHERE', { name, provider: vault.provider.name });
    replace(name, withNextVersion(keys.versionsOf(name), vault.cipher, randomBytes, clock()));
    await keys.refresh();
  }
  const version = keys.ring(name).current;
  if (ruleOf(name) !== 'RESEALED') return { name, version, rows: 0, outcome: 'ROTATED', dropped: [] };
  if (subgraphs === null) return { name, version, rows: 0, outcome: 'KEY_ONLY', dropped: [] };
  let rows = 0;
  for (const [subgraph, { resealing }] of subgraphs) {
    rows += await resealing.reseal({
      signal: parts.signal,
      onProgress: (done, of) => parts.progress(say(keySentences, language, 'PROGRESS', { subgraph, done, of })),
    });
  }
  return { name, version, rows, outcome: parts.signal.aborted ? 'INTERRUPTED' : 'RESEALED', dropped: [] };
}

const overlapMs = 60_000;

/** Drops the former versions of a key, if nothing needs them. */
export async function finish(parts: KeyParts, name: string, subgraphs: Resealed): Promise<Rotation> {
  const { keys, vault, language, clock } = parts;
  requireRotating(name, language);
  await keys.refresh();
  if (ruleOf(name) === 'KEPT') refuse(language, 'KEPT', { name });
  const key = keys.versionsOf(name);
  const dropped = [...key.secrets.keys()].filter((version) => version !== key.current);
  if (dropped.length === 0) refuse(language, 'NOTHING_TO_FINISH', { name, version: key.current });
  const since = Date.parse(key.since.get(key.current) ?? '') || 0;
  if (name.startsWith('carrier-') && clock().getTime() - since < overlapMs) refuse(language, 'TOO_SOON', { name });
  if (ruleOf(name) === 'RESEALED') {
    const values = await staleOf(parts, name, subgraphs);
    if (values > 0) refuse(language, 'IN_USE', { name, values });
  }
  const { replace } = vault.provider;
  if (!replace) return refuse(language, 'ELSEWHERE', { name, provider: vault.provider.name });
  replace(name, withoutFormerVersions(key));
  await keys.refresh();
  return { name, version: key.current, rows: 0, outcome: 'FINISHED', dropped };
}

function requireRotating(name: string, language: Language): void {
  if (!keyNames.includes(name)) refuse(language, 'UNKNOWN', { name, names: keyNames.join(', ') });
  if (ruleOf(name) === 'FIXED') refuse(language, 'FIXED', { name });
}

/** How many values stand under another version than the current one. */
async function staleOf({ keys, signal }: KeyParts, name: string, subgraphs: Resealed): Promise<number> {
  const { current } = keys.ring(name);
  const counts = (await countsOf(subgraphs, signal)).get(name) ?? new Map<string, number>();
  return [...counts].reduce((all, [version, values]) => (version === current ? all : all + values), 0);
}

async function countsOf(
  subgraphs: Resealed,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  const counts = new Map<string, Map<string, number>>();
  for (const { resealing } of subgraphs.values()) {
    for (const { key, version, values } of await resealing.count(signal)) {
      const ofKey = counts.get(key) ?? new Map<string, number>();
      counts.set(key, ofKey.set(version, (ofKey.get(version) ?? 0) + values));
    }
  }
  return counts;
}
