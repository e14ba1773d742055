import { createHmac } from 'node:crypto';
import { hashOf, type Keyring } from '@hub/vault';

/** Keyed pseudonyms of records: the type stays readable, the id does not. */
export interface Pseudonyms {
  /** The pseudonym of a record, given as `Type:id`, under the current key: `Type:<version>.<22 signs>`. */
  of(record: string): string;
  /** Its pseudonyms under all versions of the key, for looking entries up. */
  everyOf(record: string): readonly string[];
}

const kept = 20_000;

export function createPseudonyms(ring: Keyring): Pseudonyms {
  const recent = new Map<string, string>();
  const make = (record: string, version: string): string => {
    const secret = ring.secret(version);
    if (!secret) throw new Error(`The key of pseudonyms has no version ${version}.`);
    const digest = createHmac(hashOf(version), secret).update(record).digest('base64url');
    return `${record.slice(0, record.indexOf(':'))}:${version}.${digest.slice(0, 22)}`;
  };
  return {
    of(record) {
      const key = `${ring.current} ${record}`;
      const known = recent.get(key);
      if (known) return known;
      if (recent.size >= kept) recent.clear();
      const made = make(record, ring.current);
      recent.set(key, made);
      return made;
    },
    everyOf: (record) => ring.versions.map((version) => make(record, version)),
  };
}
