import { createHash } from 'node:crypto';
import type { DistrictPlan } from './plan.ts';

/**
 * Yields a district as lines of canonical JSON, `{"department":…,"kind":…,"record":{…}}` with keys in order and no spaces;
 * the truth is left out. Lines are equal exactly where districts are.
 */
export function* exportDistrict(plan: DistrictPlan): Generator<string, void, undefined> {
  for (const { truth: _, ...departments } of plan.chunks()) {
    for (const [department, kinds] of Object.entries(departments)) {
      for (const [kind, records] of Object.entries(kinds)) {
        for (const record of records) yield canonicalJson({ department, kind, record });
      }
    }
  }
}

/** SHA-256, in hexadecimal, of the lines of `exportDistrict`, each with its line feed. */
export function districtDigest(plan: DistrictPlan): string {
  const hash = createHash('sha256');
  for (const line of exportDistrict(plan)) hash.update(`${line}\n`);
  return hash.digest('hex');
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`;
}
