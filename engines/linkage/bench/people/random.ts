/** A repeatable source of chance: xorshift32 (Marsaglia 2003), begun well away from the seed. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = Math.imul((seed | 0) ^ 0x9e3779b9, 0x85ebca6b) || 1;
    for (let turn = 0; turn < 16; turn += 1) this.share();
  }

  /** In [0, 1). */
  share(): number {
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state;
    return (state >>> 0) / 4294967296;
  }

  is(share: number): boolean {
    return this.share() < share;
  }

  below(bound: number): number {
    return Math.floor(this.share() * bound);
  }

  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new RangeError('Nothing to pick from.');
    return item;
  }

  /** Frequent items first: item k about as often as 1 / (k + flat). */
  pickFrequent(items: readonly string[], flat: number): string {
    const top = Math.log((items.length + flat) / flat);
    return items[Math.min(items.length - 1, Math.floor(flat * (Math.exp(this.share() * top) - 1)))] ?? '';
  }

  shuffle<T>(items: T[]): void {
    for (let at = items.length - 1; at > 0; at -= 1) {
      const other = this.below(at + 1);
      const [one, two] = [items[at], items[other]];
      if (one !== undefined && two !== undefined) [items[at], items[other]] = [two, one];
    }
  }
}
