import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { hashOf, numberOf, versionPattern } from './cipher.ts';
import { type KeyVersions, parseKeyText } from './keyText.ts';
import { KeyFailure, type KeyProvider } from './provider.ts';

/** Versions of one secret: new work uses the current one, old work still finds its own. Both may change while the program runs. */
export interface Keyring {
  readonly current: string;
  readonly versions: readonly string[];
  /** The secret of a version, 32 bytes; undefined when it is unknown. A key object, because raw bytes cost six times as much at each use. */
  secret(version: string): KeyObject | undefined;
}

/** Gives the keyring of a name, such as `cursor` or `seal`. */
export interface Keys {
  ring(name: string): Keyring;
}

/** Keys of a provider, read when they are first asked for. */
export interface OpenedKeys extends Keys {
  /** Reads what was asked for so far anew, and gives the names that changed; a key that cannot be read stays as it was, and is told at the end. */
  refresh(): Promise<readonly string[]>;
  /** All that is known of a key. */
  versionsOf(name: string): KeyVersions;
}

/** Opens the keys of a provider; nothing is read before it is asked for. */
export function openKeys(provider: KeyProvider): OpenedKeys {
  const holders = new Map<string, Holder>();
  const holderOf = (name: string): Holder => {
    const known = holders.get(name);
    if (known) return known;
    const opened = createHolder(name, () => parsed(provider, name, provider.read(name)));
    holders.set(name, opened);
    return opened;
  };
  return {
    ring: (name) => holderOf(name).ring,
    versionsOf: (name) => holderOf(name).versions(),
    async refresh() {
      const changed: string[] = [];
      const failures: unknown[] = [];
      for (const [name, holder] of holders) {
        try {
          if (holder.replace(parsed(provider, name, await provider.reread(name)))) changed.push(name);
        } catch (failure) {
          failures.push(failure);
        }
      }
      if (failures.length > 0) throw failures[0];
      return changed;
    },
  };
}

function parsed(provider: KeyProvider, name: string, text: string | null): KeyVersions {
  if (text === null) throw provider.missing(name);
  return parseKeyText(text, provider.placeOf(name));
}

interface Holder {
  readonly ring: Keyring;
  versions(): KeyVersions;
  /** Takes other versions, and says whether they are other ones. */
  replace(next: KeyVersions): boolean;
}

function createHolder(name: string, read: () => KeyVersions): Holder {
  let held = read();
  let missed: string | null = null;
  const replace = (next: KeyVersions): boolean => {
    for (const [version, secret] of next.secrets)
      if (held.secrets.get(version)?.equals(secret) === false)
        throw new KeyFailure(
          `The key ${name} has another secret under version ${version} than before. Put the former one back, and add the new one under another version.`,
        );
    const changed = next.current !== held.current || next.secrets.size !== held.secrets.size;
    held = next;
    missed = null;
    return changed;
  };
  /** Another process may have gone on to the next version since this one looked: one look, and the next one after a refresh. */
  const lookOnce = (version: string): void => {
    if (missed === version || !isNext(version, held)) return;
    try {
      replace(read());
    } catch {
      // The next refresh tells of it; what was asked for is simply unknown here.
    }
    missed = version;
  };
  return {
    versions: () => held,
    replace,
    ring: {
      get current() {
        return held.current;
      },
      get versions() {
        return [...held.secrets.keys()];
      },
      secret(version) {
        if (!held.secrets.has(version)) lookOnce(version);
        return held.secrets.get(version);
      },
    },
  };
}

const isNext = (version: string, { secrets }: KeyVersions): boolean =>
  versionPattern.test(version) && numberOf(version) === Math.max(...[...secrets.keys()].map(numberOf)) + 1;

/** A keyring whose secrets are derived from another's for one purpose (HKDF, RFC 5869), so that no two uses share a key. */
export function derive(ring: Keyring, use: string, bytes = 32): Keyring {
  const derived = new Map<string, KeyObject>();
  return {
    get current() {
      return ring.current;
    },
    get versions() {
      return ring.versions;
    },
    secret(version) {
      const root = ring.secret(version);
      if (!root) return undefined;
      const known = derived.get(version);
      if (known) return known;
      const secret = createSecretKey(Buffer.from(hkdfSync(hashOf(version), root, Buffer.alloc(0), use, bytes)));
      derived.set(version, secret);
      return secret;
    },
  };
}

/** The current secret of a keyring; a keyring without it is broken. */
export function currentSecret(ring: Keyring): KeyObject {
  const secret = ring.secret(ring.current);
  if (!secret) throw new Error(`The keyring has no version ${ring.current}.`);
  return secret;
}
