import { compareField, MISSING } from './compare.ts';
import type { DistortionShares } from './distortion.ts';
import type { Encoded } from './encode.ts';
import { type FieldKind, type FileModel, LEVEL_ROOM, type TrainedOdds } from './fileModel.ts';
import type { Weights } from './score.ts';

/** One value that records of a cluster hold in a field: its number, a row that holds it, and how many do. */
type Held = { readonly value: number; readonly row: number; readonly count: number };

/** A field of a cluster: its values, which of them is likeliest the true one, and what the records say for one person, in bits. */
type FieldProfile = { readonly held: readonly Held[]; readonly truths: readonly Held[]; readonly bits: number };

/** Records taken for one person, in order of row. */
export type Entity = { readonly rows: readonly number[]; readonly profile: readonly FieldProfile[]; alive: boolean };

/** log2(2^a + 2^b), without overflow. */
const addBits = (a: number, b: number): number => Math.max(a, b) + Math.log2(1 + 2 ** -Math.abs(a - b));

const CANDIDATE_TRUTHS = 4;

/** How many people have two true values in a field: a name in two forms, an occupation and another, a place before and after. */
const TWO_VALUES = {
  ...{ name: 0.05, text: 0.1, date: 0, id: 0, exact: 0, number: 0.05 },
  ...{ phone: 0.1, division: 0.1, address: 0.1, shared: 0.1 },
} as const satisfies Readonly<Record<FieldKind | 'shared', number>>;

const LOG_FACTORIALS = new Float64Array(4096);
for (let n = 1; n < LOG_FACTORIALS.length; n += 1) LOG_FACTORIALS[n] = (LOG_FACTORIALS[n - 1] ?? 0) + Math.log2(n);

/** The bits it takes to say which of `a + b` records have which of two values, when any mixture is as likely. */
const waysOf = (a: number, b: number): number =>
  (LOG_FACTORIALS[a + b + 1] ?? 0) - (LOG_FACTORIALS[a] ?? 0) - (LOG_FACTORIALS[b] ?? 0);

const knownLevels = new WeakMap<Encoded, readonly Map<number, number>[]>();

/** Levels of two values of these records that were looked up before; they do not depend on any weights. */
const levelsKnownOf = (encoded: Encoded): readonly Map<number, number>[] => {
  const known = knownLevels.get(encoded) ?? encoded.fields.map(() => new Map<number, number>());
  knownLevels.set(encoded, known);
  return known;
};

/** Clusters weighed as wholes: each field has one true value, which each record shows or distorts on its own. */
export class EntityScale {
  readonly #encoded: Encoded;
  readonly #shared: readonly boolean[];
  readonly #weights: Weights;
  readonly #hit: Float64Array;
  readonly #miss: Float64Array;
  readonly #distorted: Float64Array;
  readonly #alias: readonly number[];
  readonly #known: readonly Map<number, number>[];
  readonly #rarity: (f: number, value: number) => number;

  constructor(encoded: Encoded, model: FileModel, odds: TrainedOdds, weights: Weights, shares: DistortionShares) {
    this.#encoded = encoded;
    this.#shared = model.fields.map(({ shared }) => shared === true);
    this.#weights = weights;
    this.#distorted = shares.map(Math.log2);
    this.#hit = Float64Array.from(model.fields, (_, f) => this.#distorted[f * LEVEL_ROOM] ?? 0);
    this.#miss = shares.slice();
    for (const [f, { column }] of model.fields.entries())
      for (const [level, share] of (odds.fields[column]?.STRANGERS ?? []).entries())
        this.#miss[f * LEVEL_ROOM + level] = Math.log2((shares[f * LEVEL_ROOM + level] ?? 0) / share);
    this.#known = levelsKnownOf(encoded);
    const usual = model.fields.map(({ column }) => -Math.log2(odds.fields[column]?.STRANGERS[0] ?? 1));
    this.#alias = model.fields.map(({ kind, shared }, f) => {
      if (shared === true) return Math.log2(TWO_VALUES.shared);
      return (usual[f] ?? 0) > Math.log2(encoded.rowCount / 4) ? Number.NEGATIVE_INFINITY : Math.log2(TWO_VALUES[kind]);
    });
    this.#rarity = (f, value) => Math.max(0, (usual[f] ?? 0) + (weights.frequency[f]?.[value] ?? 0));
  }

  single(row: number): Entity {
    const { rows, stride, fields } = this.#encoded;
    const profile = fields.map(({ at }, f): FieldProfile => {
      const value = rows[row * stride + at] ?? 0;
      const held = [{ value, row, count: 1 }];
      return value === 0 ? { held: [], truths: [], bits: 0 } : { held, truths: held, bits: this.#hit[f] ?? 0 };
    });
    return { rows: [row], profile, alive: true };
  }

  merge(one: Entity, other: Entity): Entity {
    return {
      rows: [...one.rows, ...other.rows].sort((a, b) => a - b),
      profile: one.profile.map((field, f) => this.#mergeField(f, field, other.profile[f] ?? field)),
      alive: true,
    };
  }

  /** Log-odds in bits that two clusters are one person rather than two strangers or two of one household. */
  gain(one: Entity, other: Entity): number {
    const { levels, priors } = this.#weights;
    let own = 0;
    let sharedAsSame = 0;
    let sharedAsMoved = 0;
    let household = priors[2] ?? Number.NEGATIVE_INFINITY;
    for (let f = 0; f < one.profile.length; f += 1) {
      const left = one.profile[f];
      const right = other.profile[f];
      if (left === undefined || right === undefined || left.held.length === 0 || right.held.length === 0) continue;
      const together = this.#bitsTogether(f, left, right) - left.bits - right.bits;
      const level = this.#levelOfTruths(f, left, right);
      const at = (f * LEVEL_ROOM + level) * 4;
      if (level !== MISSING) household += levels[at + 2] ?? 0;
      if (this.#shared[f] === true) {
        sharedAsSame += together;
        sharedAsMoved += level === MISSING ? 0 : (levels[at + 1] ?? 0);
        if (level === 0) household += this.#rare(f, left);
      } else own += together;
    }
    const size = Math.log2((one.rows.length + other.rows.length) / 2);
    const asOne = own + size + addBits((priors[0] ?? 0) + sharedAsSame, (priors[1] ?? 0) + sharedAsMoved);
    return asOne - addBits(0, household);
  }

  /** Adds to `counts` what the records of a cluster did to its true values; two records alone do not tell which of them is right. */
  count(entity: Entity, counts: Float64Array): void {
    if (entity.rows.length < 3) return;
    for (const [f, { held, truths }] of entity.profile.entries()) {
      const [best] = truths;
      if (best === undefined) continue;
      for (const { row, count } of held) {
        const level = this.#level(f, row, best.row);
        if (level !== MISSING) counts[f * LEVEL_ROOM + level] = (counts[f * LEVEL_ROOM + level] ?? 0) + count;
      }
    }
  }

  #rare(f: number, { truths }: FieldProfile): number {
    return this.#weights.frequency[f]?.[truths[0]?.value ?? 0] ?? 0;
  }

  #level(f: number, l: number, r: number): number {
    const { rows, stride, fields, texts } = this.#encoded;
    const field = fields[f];
    if (field === undefined) return MISSING;
    if (field.kind !== 'text' && field.kind !== 'name')
      return compareField(this.#encoded, field, l * stride, r * stride);
    const [a = 0, b = 0] = [rows[l * stride + field.at], rows[r * stride + field.at]];
    const key = a < b ? a * texts.signatures.length + b : b * texts.signatures.length + a;
    let level = this.#known[f]?.get(key);
    if (level === undefined) {
      level = compareField(this.#encoded, field, l * stride, r * stride);
      this.#known[f]?.set(key, level);
    }
    return level;
  }

  #levelOfTruths(f: number, left: FieldProfile, right: FieldProfile): number {
    return this.#level(f, left.truths[0]?.row ?? 0, right.truths[0]?.row ?? 0);
  }

  #mergeField(f: number, one: FieldProfile, other: FieldProfile): FieldProfile {
    if (one.held.length === 0) return other;
    if (other.held.length === 0) return one;
    const held = [...one.held];
    for (const more of other.held) {
      const at = held.findIndex(({ value }) => value === more.value);
      const known = held[at];
      if (known === undefined) held.push(more);
      else held[at] = { ...known, row: Math.min(known.row, more.row), count: known.count + more.count };
    }
    held.sort((a, b) => b.count - a.count || a.row - b.row);
    const candidates = held.slice(0, CANDIDATE_TRUTHS);
    for (const truth of [...one.truths, ...other.truths])
      if (!candidates.some(({ value }) => value === truth.value)) candidates.push(truth);
    return { held, ...this.#explain(f, candidates, held, []) };
  }

  /** The bits of two fields put together, as `#mergeField` would find them, without building the field. */
  #bitsTogether(f: number, one: FieldProfile, other: FieldProfile): number {
    const [l, r] = [one.truths, other.truths];
    const candidates = [...l];
    for (const truth of r) if (!l.some(({ value }) => value === truth.value)) candidates.push(truth);
    return this.#explain(f, candidates, one.held, other.held).bits;
  }

  /** The likeliest true value of the candidates, or two of them where a person has two (an alias, a place before and after). */
  #explain(
    f: number,
    candidates: readonly Held[],
    held: readonly Held[],
    more: readonly Held[],
  ): { readonly truths: readonly Held[]; readonly bits: number } {
    let truths: readonly Held[] = [];
    let bits = Number.NEGATIVE_INFINITY;
    const consider = (first: Held, second: Held | null): void => {
      const found = this.#bitsOf(f, first, second, held, more);
      if (found <= bits) return;
      bits = found;
      truths = second === null ? [first] : [first, second];
    };
    for (const truth of candidates) consider(truth, null);
    if (this.#alias[f] !== Number.NEGATIVE_INFINITY)
      for (const [at, first] of candidates.entries())
        for (const second of candidates.slice(at + 1)) consider(first, second);
    return { truths, bits };
  }

  /** What records say if these are the true values: each shows one of them or distorts it on its own. */
  #bitsOf(f: number, first: Held, second: Held | null, held: readonly Held[], more: readonly Held[]): number {
    let bits = -this.#rarity(f, first.value);
    let firsts = 0;
    let seconds = 0;
    for (const list of [held, more])
      for (let at = 0; at < list.length; at += 1) {
        const other = list[at];
        if (other === undefined) continue;
        const asFirst = this.#shows(f, first, other);
        const asSecond = second === null ? Number.NEGATIVE_INFINITY : this.#shows(f, second, other);
        bits += other.count * Math.max(asFirst, asSecond);
        if (asFirst >= asSecond) firsts += other.count;
        else seconds += other.count;
      }
    if (second === null) return bits;
    return bits - this.#rarity(f, second.value) + (this.#alias[f] ?? 0) - waysOf(firsts, seconds);
  }

  /** What one record says that holds `other` when `truth` is true, in bits against chance. */
  #shows(f: number, truth: Held, other: Held): number {
    const hit = (this.#hit[f] ?? 0) + this.#rarity(f, truth.value);
    if (other.value === truth.value) return hit;
    const level = this.#level(f, other.row, truth.row);
    // An address that is equal as far as it is told is not the same text.
    if (level === 0) return hit;
    // A frequent value near a rare one is near it by chance as often as it is seen at all.
    const near = (this.#distorted[f * LEVEL_ROOM + level] ?? 0) + this.#rarity(f, other.value);
    return Math.min(this.#miss[f * LEVEL_ROOM + level] ?? 0, near);
  }
}
