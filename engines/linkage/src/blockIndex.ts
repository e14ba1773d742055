import { mixed } from './textTable.ts';

/** The blocks of all rules, kept while rows come and go: a list of rows for each key, in typed arrays. */
export class BlockIndex {
  readonly #ruleCount: number;
  #slotKeys: Int32Array;
  #slotRules: Uint8Array;
  /** 1 + the first row of the block, 0 for a free slot, -1 for a block that was emptied. */
  #heads: Int32Array;
  #used = 0;
  #keys: Int32Array;
  #next: Int32Array;
  #before: Int32Array;

  constructor(ruleCount: number, expectedRows: number) {
    this.#ruleCount = ruleCount;
    const slots = 2 ** Math.ceil(Math.log2(Math.max(1024, expectedRows * ruleCount * 1.6)));
    this.#slotKeys = new Int32Array(slots);
    this.#slotRules = new Uint8Array(slots);
    this.#heads = new Int32Array(slots);
    const room = Math.max(1024, expectedRows) * ruleCount;
    this.#keys = new Int32Array(room);
    this.#next = new Int32Array(room);
    this.#before = new Int32Array(room);
  }

  /** Puts a row into the blocks of its keys; 0 is no key. */
  add(row: number, keys: Int32Array): void {
    this.#makeRoom(row);
    for (let rule = 0; rule < this.#ruleCount; rule += 1) {
      const key = keys[rule] ?? 0;
      const at = row * this.#ruleCount + rule;
      this.#keys[at] = key;
      this.#next[at] = 0;
      this.#before[at] = 0;
      if (key === 0) continue;
      const slot = this.#slotOf(rule, key, true);
      const head = Math.max(0, this.#heads[slot] ?? 0);
      this.#next[at] = head;
      if (head > 0) this.#before[(head - 1) * this.#ruleCount + rule] = row + 1;
      this.#heads[slot] = row + 1;
    }
  }

  /** Takes a row out of its blocks. */
  remove(row: number): void {
    for (let rule = 0; rule < this.#ruleCount; rule += 1) {
      const at = row * this.#ruleCount + rule;
      const key = this.#keys[at] ?? 0;
      if (key === 0) continue;
      const [next = 0, before = 0] = [this.#next[at], this.#before[at]];
      if (next > 0) this.#before[(next - 1) * this.#ruleCount + rule] = before;
      if (before > 0) this.#next[(before - 1) * this.#ruleCount + rule] = next;
      else this.#heads[this.#slotOf(rule, key, false)] = next > 0 ? next : -1;
      this.#keys[at] = 0;
    }
  }

  /** Calls `visit` for each other row of the block, once for each block that two rows share. */
  eachIn(rule: number, key: number, visit: (row: number) => void): void {
    if (key === 0) return;
    let row = Math.max(0, this.#heads[this.#slotOf(rule, key, false)] ?? 0);
    while (row > 0) {
      visit(row - 1);
      row = this.#next[(row - 1) * this.#ruleCount + rule] ?? 0;
    }
  }

  /** The slot of a block, or, when it is not there, a free one (taken for it when `take`). */
  #slotOf(rule: number, key: number, take: boolean): number {
    const mask = this.#heads.length - 1;
    let slot = mixed(key ^ Math.imul(rule + 1, 0x9e3779b1)) & mask;
    while (this.#heads[slot] !== 0) {
      if (this.#slotKeys[slot] === key && this.#slotRules[slot] === rule) return slot;
      slot = (slot + 1) & mask;
    }
    if (!take) return slot;
    if ((this.#used + 1) * 4 > this.#heads.length * 3) {
      this.#spread();
      return this.#slotOf(rule, key, true);
    }
    this.#used += 1;
    this.#slotKeys[slot] = key;
    this.#slotRules[slot] = rule;
    this.#heads[slot] = -1;
    return slot;
  }

  #spread(): void {
    const [keys, rules, heads] = [this.#slotKeys, this.#slotRules, this.#heads];
    this.#slotKeys = new Int32Array(heads.length * 2);
    this.#slotRules = new Uint8Array(heads.length * 2);
    this.#heads = new Int32Array(heads.length * 2);
    this.#used = 0;
    for (let slot = 0; slot < heads.length; slot += 1) {
      const head = heads[slot] ?? 0;
      if (head > 0) this.#heads[this.#slotOf(rules[slot] ?? 0, keys[slot] ?? 0, true)] = head;
    }
  }

  #makeRoom(row: number): void {
    const needed = (row + 1) * this.#ruleCount;
    if (needed <= this.#keys.length) return;
    const room = Math.max(needed, this.#keys.length * 2);
    const larger = (from: Int32Array): Int32Array => {
      const to = new Int32Array(room);
      to.set(from);
      return to;
    };
    [this.#keys, this.#next, this.#before] = [larger(this.#keys), larger(this.#next), larger(this.#before)];
  }
}
