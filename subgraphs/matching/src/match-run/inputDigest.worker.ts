import { hash } from 'node:crypto';
import { setImmediate as otherWork } from 'node:timers/promises';
import type { MatchInput, MatchNeed, MatchResource } from '@hub/engine-matching';
import type { Differing } from './differing.rules.ts';

/** SHA-256 of all that a run is given, kept so that the next one's takes no reading of what stays. */
export interface InputDigest {
  /** The digest of an input, from its beginning; others may work in between. */
  begin(input: MatchInput): Promise<string>;
  /** The same of one that differs in these rows from the one before. */
  follow(input: MatchInput, needs: Differing<MatchNeed>, resources: Differing<MatchResource>): string;
}

export function createInputDigest(): InputDigest {
  const [needs, resources] = [createRowDigests(), createRowDigests()];
  const told = ({ policy, today, fixed = [], past = [], beneficiaryCaps = [] }: MatchInput): string =>
    hash(
      'sha256',
      JSON.stringify([policy, today, needs.digest(), resources.digest(), fixed, past, beneficiaryCaps]),
      'hex',
    );
  return {
    async begin(input) {
      for (const [digests, rows] of [[needs, input.needs] as const, [resources, input.resources] as const])
        for (const [at, row] of rows.entries()) {
          digests.put(row);
          if (at % rowsAtOnce === rowsAtOnce - 1) await otherWork();
        }
      return told(input);
    },
    follow(input, otherNeeds, otherResources) {
      needs.follow(otherNeeds);
      resources.follow(otherResources);
      return told(input);
    },
  };
}

const rowsAtOnce = 1000;
const branches = 1024;

/** Digests of rows in branches by id, and one over the branches: a row that changed costs its branch, and the order of rows nothing. */
function createRowDigests() {
  const rows = Array.from({ length: branches }, () => new Map<string, string>());
  const digests = rows.map(() => digestOf(''));
  const stale = new Set<number>();
  const touched = (id: string): Map<string, string> | undefined => {
    const branch = hash('sha256', id, 'buffer').readUInt16BE() % branches;
    stale.add(branch);
    return rows[branch];
  };
  const put = (row: { readonly id: string }): void => {
    touched(row.id)?.set(row.id, digestOf(JSON.stringify(row)));
  };
  return {
    put,
    follow({ given, gone }: Differing<{ readonly id: string }>): void {
      for (const row of given) put(row);
      for (const id of gone) touched(id)?.delete(id);
    },
    digest(): string {
      for (const branch of stale) digests[branch] = digestOf([...(rows[branch]?.values() ?? [])].sort().join());
      stale.clear();
      return digestOf(digests.join());
    },
  };
}

const digestOf = (text: string): string => hash('sha256', text, 'base64');
