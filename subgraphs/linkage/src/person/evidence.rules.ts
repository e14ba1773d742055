import type { Decision, Explanation, FieldReason, PersonLink } from '@hub/engine-linkage';
import type { ReviewPairRow } from '../link-review/reviewPair.entity.ts';
import { pairOf } from '../people-index/identity.rules.ts';
import type { StoredLink } from './link.entity.ts';

/** What is known of a pair beside its decisions, weighed without the bar for joining. */
export interface Evidence {
  candidatesOf(key: string): readonly { readonly id: string; readonly weight: number }[];
  explain(left: string, right: string): { readonly weight: number; readonly explanation: Explanation } | null;
  personOf(key: string): readonly string[];
  decisionsOn(keys: Iterable<string>): readonly Decision[];
}

/** A reason as it is stored: a code and parameters, never a person's data. */
interface StoredReason {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

const rounded = (bits: number): number => Math.round(bits * 1000) / 1000;

const stepOf = ({ column, level, weight, frequency }: FieldReason): StoredReason => ({
  code: `${fieldCodeOf(column)}_${level}`,
  params: { field: fieldCodeOf(column), level, weight: rounded(weight + frequency), frequency: rounded(frequency) },
});

/** How a column of the model is called in reasons and figures. */
export const fieldCodeOf = (column: string): string => column.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

/** The waterfall of a pair, its prior first; all weights add up to the pair's. */
export const reasonsOf = ({ asOne, asTwo, prior, fields, rest }: Explanation): StoredReason[] => [
  { code: 'PRIOR', params: { asOne, asTwo, weight: rounded(prior) } },
  ...fields.map(stepOf),
  { code: 'REST', params: { weight: rounded(rest) } },
];

const probabilityOf = (bits: number): number => 1 / (1 + 2 ** -bits);

type UnownedLink = Omit<StoredLink, 'personId'>;

const decidedBits = 40;

/**
 * The links of one person: every pair of her records that speaks for itself, by a common number, by people's decision or by its
 * weight. None of them depends on a third record, so that who does not see one of them learns nothing of it.
 */
export function linksWithin(
  members: readonly string[],
  identity: ReadonlyMap<string, PersonLink>,
  evidence: Evidence,
  versions: { readonly identity: string; readonly weighed: string },
): UnownedLink[] {
  if (members.length < 2) return [];
  const within = new Set(members);
  const links = new Map<string, UnownedLink>();
  for (const [at, left] of members.entries())
    for (const right of members.slice(at + 1)) {
      const link = identity.get(pairOf(left, right));
      if (!link) continue;
      links.set(pairOf(left, right), { ...linkOf(link, link.weight, link.reasons), modelVersion: versions.identity });
    }
  for (const decision of evidence.decisionsOn(members)) {
    const pair = pairOf(decision.left, decision.right);
    const isSame = decision.verdict === 'SAME' && within.has(decision.left) && within.has(decision.right);
    if (!isSame || links.has(pair)) continue;
    const reasons = [{ code: 'DECIDED_SAME', params: {} }];
    links.set(pair, { ...linkOf(decision, decidedBits, reasons), modelVersion: versions.weighed });
  }
  for (const left of members)
    for (const { id: right } of evidence.candidatesOf(left)) {
      const pair = pairOf(left, right);
      const found = within.has(right) && !links.has(pair) ? evidence.explain(left, right) : null;
      if (found === null) continue;
      const link = linkOf({ left, right }, found.weight, reasonsOf(found.explanation));
      links.set(pair, { ...link, modelVersion: versions.weighed });
    }
  return [...links.values()];
}

const linkOf = (
  { left, right }: { readonly left: string; readonly right: string },
  weight: number,
  reasons: readonly StoredReason[],
): Omit<UnownedLink, 'modelVersion'> => ({
  leftRecord: left < right ? left : right,
  rightRecord: left < right ? right : left,
  weight,
  probability: probabilityOf(weight),
  reasons: JSON.stringify(reasons),
});

/** Of a thousand links that the machine made, so many are looked at by people. */
const sampledOfThousand = 10;

/** Whether a link belongs to the sample: by the keyed pseudonym of its pair, which nobody chooses. */
const isSampled = (id: string): boolean =>
  [...id].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 1_000_003, 7) % 1000 < sampledOfThousand;

/** Pairs of one of her records and somebody else's that weigh enough to be asked about, unless somebody decided about the two persons. */
export function unsurePairsOf(members: readonly string[], evidence: Evidence): readonly (readonly [string, string])[] {
  const own = new Set(members);
  const apart = new Set(
    evidence
      .decisionsOn(members)
      .filter(({ verdict }) => verdict === 'DIFFERENT')
      .flatMap(({ left, right }) => evidence.personOf(own.has(left) ? right : left)),
  );
  return members.flatMap((left) =>
    evidence.candidatesOf(left).flatMap(({ id }) => (own.has(id) || apart.has(id) ? [] : [[left, id] as const])),
  );
}

/**
 * What people shall judge of these persons: every pair between two of whom the machine cannot tell whether they are one, unless
 * somebody decided about the two, and a sample of what it joined.
 */
export function reviewPairsOf(
  persons: readonly (readonly string[])[],
  links: readonly UnownedLink[],
  evidence: Evidence,
  naming: { idOf(left: string, right: string): string; readonly version: string },
): ReviewPairRow[] {
  const pairs = new Map<string, ReviewPairRow>();
  const add = (left: string, right: string, kind: ReviewPairRow['kind']): void => {
    const found = pairs.has(pairOf(left, right)) ? null : evidence.explain(left, right);
    if (!found) return;
    const link = linkOf({ left, right }, found.weight, reasonsOf(found.explanation));
    const id = naming.idOf(link.leftRecord, link.rightRecord);
    pairs.set(pairOf(left, right), { ...link, id, kind, modelVersion: naming.version });
  };
  for (const members of persons)
    for (const [left, right] of unsurePairsOf(members, evidence)) add(left, right, 'UNSURE');
  for (const { leftRecord, rightRecord } of links)
    if (isSampled(naming.idOf(leftRecord, rightRecord))) add(leftRecord, rightRecord, 'SAMPLE');
  return [...pairs.values()];
}
