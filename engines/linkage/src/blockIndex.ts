import { RowLists } from './rowLists.ts';
import { mixed } from './textTable.ts';

/** A slot whose block was emptied: a search goes on past it. */
const EMPTIED = -1;

/** The blocks of all rules, kept while rows come and go: the rows of each key side by side, in typed arrays. */
export class BlockIndex {
  readonly #ruleCount: number;
  readonly #lists = new RowLists();
  #slotKeys: Int32Array;
  #slotRules: Uint8Array;
  /** 0 for a free slot, else `EMPTIED`, 1 + the only row of the block, or -2 - the place of its list. */
  #heads: Int32Array;
  #used = 0;
  #keys: Int32Array;

  constructor(ruleCount: number, expectedRows: number) {
    this.#ruleCount = ruleCount;
    const slots = 2 ** Math.ceil(Math.log2(Math.max(1024, expectedRows * ruleCount * 1.6)));
    this.#slotKeys = new Int32Array(slots);
    this.#slotRules = new Uint8Array(slots);
    this.#heads = new Int32Array(slots);
    this.#keys = new Int32Array(Math.max(1024, expectedRows) * ruleCount);
  }

  /** Puts a row into the blocks of its keys; 0 is no key. */
  add(row: number, keys: Int32Array): void {
    this.#makeRoom(row);
    for (let rule = 0; rule < this.#ruleCount; rule += 1) {
      const key = keys[rule] ?? 0;
      this.#keys[row * this.#ruleCount + rule] = key;
      if (key === 0) continue;
      const slot = this.#slotOf(rule, key, true);
      const head = this.#heads[slot] ?? 0;
      if (head === EMPTIED) this.#heads[slot] = row + 1;
      else if (head > 0) this.#heads[slot] = -2 - this.#lists.begin(head - 1, row);
      else this.#heads[slot] = -2 - this.#lists.add(-2 - head, row);
    }
  }

  /** Takes a row out of its blocks. */
  remove(row: number): void {
    for (let rule = 0; rule < this.#ruleCount; rule += 1) {
      const at = row * this.#ruleCount + rule;
      const key = this.#keys[at] ?? 0;
      if (key === 0) continue;
      const slot = this.#slotOf(rule, key, false);
      const head = this.#heads[slot] ?? 0;
      if (head > 0 || this.#lists.remove(-2 - head, row) === 0) this.#heads[slot] = EMPTIED;
      this.#keys[at] = 0;
    }
  }

  /** Calls `visit` for each row of the block, once for each block that two rows share. */
  eachIn(rule: number, key: number, visit: (row: number) => void): void {
    if (key === 0) return;
    const head = this.#heads[this.#slotOf(rule, key, false)] ?? 0;
    if (head > 0) visit(head - 1);
    else if (head < EMPTIED) this.#lists.each(-2 - head, visit);
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
    this.#heads[slot] = EMPTIED;
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
      if (head !== 0 && head !== EMPTIED) this.#heads[this.#slotOf(rules[slot] ?? 0, keys[slot] ?? 0, true)] = head;
    }
  }

  #makeRoom(row: number): void {
    const needed = (row + 1) * this.#ruleCount;
    if (needed <= this.#keys.length) return;
    const larger = new Int32Array(Math.max(needed, this.#keys.length * 2));
    larger.set(this.#keys);
    this.#keys = larger;
  }
}
