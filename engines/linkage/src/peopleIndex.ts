import { keyMaker, placesOf } from './block.ts';
import { BlockIndex } from './blockIndex.ts';
import { clusterEntities } from './clusterEntities.ts';
import { compareRows } from './compare.ts';
import { DecidedPairs, type Decision } from './decisions.ts';
import type { Encoded } from './encode.ts';
import { EntityScale } from './entity.ts';
import { type Explanation, explainPair } from './explainPair.ts';
import { type FrozenModel, isDropped, leastBitsOf } from './frozenModel.ts';
import { PairGraph } from './pairGraph.ts';
import { type Cells, RecordStore } from './recordStore.ts';
import { RowSearch } from './rowSearch.ts';
import { scoreOf } from './score.ts';
import { hashOf } from './textTable.ts';

/** A record as the index takes it. */
export type IndexedRecord = {
  readonly id: string;
  readonly source: string;
  readonly cells: Cells;
  /** A value that a person has once, such as a hash of a valid number: people alone join records that hold different ones. */
  readonly onlyOnce?: string | null;
};

/** What a change did: the persons (ids in order) that are no more, and those that took their place. Others are untouched. */
export type PersonChange = {
  readonly before: readonly (readonly string[])[];
  readonly after: readonly (readonly string[])[];
};

type Held = {
  readonly id: string;
  readonly source: string;
  readonly onlyOnce: string | null;
  person: readonly number[];
};

/** A change that is under way: persons as they were, and rows whose persons are to be found again. */
type OpenChange = { readonly before: Map<string, readonly string[]>; readonly touched: Set<number> };

/**
 * All records in memory under one model version. A record added, changed or withdrawn, or a decision made, gives at once the
 * persons that `linkFrozen` gives from scratch; only the records that are connected with it are looked at.
 */
export class PeopleIndex {
  readonly #frozen: FrozenModel;
  readonly #cleanSources: ReadonlySet<string>;
  readonly #store: RecordStore;
  readonly #blocks: BlockIndex;
  readonly #graph = new PairGraph();
  readonly #leastBits: number;
  readonly #rowOf = new Map<string, number>();
  readonly #held: (Held | undefined)[] = [];
  readonly #decided = new DecidedPairs();
  readonly #keys: Int32Array;
  readonly #levels: Uint8Array;
  readonly #places: readonly (readonly number[])[];
  #makers: readonly ((row: number) => number)[] = [];
  #makersOf: Encoded | null = null;
  readonly #search = new RowSearch();
  /** By row, the hash of its id. */
  #hashes: Int32Array;
  #open: OpenChange | null = null;

  constructor(frozen: FrozenModel, cleanSources: ReadonlySet<string> = new Set(), expectedRecords = 1024) {
    this.#frozen = frozen;
    this.#cleanSources = cleanSources;
    this.#store = new RecordStore(frozen, expectedRecords);
    this.#blocks = new BlockIndex(frozen.model.blocking.length, expectedRecords);
    this.#leastBits = leastBitsOf(frozen);
    this.#hashes = new Int32Array(Math.max(1024, expectedRecords));
    this.#keys = new Int32Array(frozen.model.blocking.length);
    this.#levels = new Uint8Array(frozen.model.fields.length);
    this.#places = frozen.model.blocking.map((rule) => placesOf(rule, this.#store.encoded, frozen.model));
  }

  /**
   * Does several things as one change: who is whom is found out once, at the end, and told then. What is asked of persons
   * meanwhile is not settled.
   */
  change(work: () => void): PersonChange {
    if (this.#open !== null) throw new Error('A change of the index began within another one.');
    const open: OpenChange = { before: new Map(), touched: new Set() };
    this.#open = open;
    try {
      work();
    } finally {
      this.#open = null;
    }
    return this.#settle(open);
  }

  /** Adds a record, or puts it in the place of the one with its id. */
  put(record: IndexedRecord): PersonChange {
    return this.#within((open) => this.#put(record, open));
  }

  /** Withdraws a record; an id that is not there changes nothing. */
  remove(id: string): PersonChange {
    return this.#within((open) => {
      const row = this.#rowOf.get(id);
      if (row === undefined) return;
      this.#touch(row, open);
      this.#take(row);
      open.touched.delete(row);
      this.#rowOf.delete(id);
      this.#held[row] = undefined;
    });
  }

  /** Notes what people decided about two records, or that they take it back (`null`); it holds for records that come later too. */
  decide(left: string, right: string, verdict: Decision['verdict'] | null): PersonChange {
    return this.#within((open) => {
      for (const id of [left, right]) {
        const row = this.#rowOf.get(id);
        if (row !== undefined) this.#touch(row, open);
      }
      this.#decided.set(left, right, verdict);
    });
  }

  /** The records of the person that a record belongs to, itself among them; none for an unknown id. */
  personOf(id: string): readonly string[] {
    const held = this.#held[this.#rowOf.get(id) ?? -1];
    return held === undefined ? [] : this.#idsOf(held.person);
  }

  /** All persons of at least two records, in the form and order of `linkFrozen`. */
  persons(): readonly (readonly string[])[] {
    const found: (readonly string[])[] = [];
    for (const [row, held] of this.#held.entries())
      if (held !== undefined && held.person.length > 1 && Math.min(...held.person) === row)
        found.push(this.#idsOf(held.person));
    return found.sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
  }

  /** The other records that some rule finds beside this one and that weigh enough to be asked about, with the weight of each pair alone. */
  candidatesOf(id: string): readonly { readonly id: string; readonly weight: number }[] {
    const row = this.#rowOf.get(id);
    const found: { readonly id: string; readonly weight: number }[] = [];
    if (row !== undefined)
      this.#graph.eachOf(row, (other, weight) => void found.push({ id: this.#held[other]?.id ?? '', weight }));
    return found.sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
  }

  /** What two records alone weigh, and why; `null` where one of them is not there. */
  explain(left: string, right: string): { readonly weight: number; readonly explanation: Explanation } | null {
    const [one, other] = [this.#rowOf.get(left), this.#rowOf.get(right)];
    if (one === undefined || other === undefined) return null;
    const [first, second] = this.#isBefore(one, other) ? [one, other] : [other, one];
    const { encoded, weights } = this.#store;
    compareRows(encoded, first, second, this.#levels);
    const weight = scoreOf(encoded, weights, first, this.#levels);
    return { weight, explanation: explainPair(encoded, this.#frozen.model, weights, first, this.#levels, weight) };
  }

  get size(): number {
    return this.#rowOf.size;
  }

  #idsOf(rows: readonly number[]): readonly string[] {
    return rows.map((row) => this.#held[row]?.id ?? '').sort();
  }

  #take(row: number): void {
    this.#blocks.remove(row);
    this.#graph.remove(row);
    this.#store.remove(row);
  }

  /** The persons of rows as they are now, each under one text. */
  #personsOf(rows: Iterable<number>): Map<string, readonly string[]> {
    const persons = new Map<string, readonly string[]>();
    for (const row of rows) {
      const ids = this.#idsOf(this.#held[row]?.person ?? []);
      if (ids.length > 0) persons.set(JSON.stringify(ids), ids);
    }
    return persons;
  }

  /** Finds the candidates of a new row and enters it. */
  #connect(row: number): void {
    const { encoded, weights } = this.#store;
    if (this.#makersOf !== encoded) {
      this.#makersOf = encoded;
      this.#makers = this.#places.map((places) => keyMaker(encoded, places));
    }
    for (const [rule, makeKey] of this.#makers.entries()) {
      const key = makeKey(row);
      this.#keys[rule] = key !== 0 && isDropped(this.#frozen, rule, key) ? 0 : key;
    }
    const count = this.#search.collect(row, encoded, this.#blocks, this.#keys);
    for (let at = 0; at < count; at += 1) {
      const other = this.#search.found[at] ?? 0;
      const [left, right] = this.#isBefore(row, other) ? [row, other] : [other, row];
      compareRows(encoded, left, right, this.#levels);
      const bits = scoreOf(encoded, weights, left, this.#levels, this.#leastBits);
      if (bits >= this.#leastBits) this.#graph.add(left, right, bits);
    }
    this.#blocks.add(row, this.#keys);
  }

  /** The order of rows that their ids alone decide, as in `sortById`. */
  #isBefore(one: number, other: number): boolean {
    const [l = 0, r = 0] = [this.#hashes[one], this.#hashes[other]];
    if (l === r) return (this.#held[one]?.id ?? '') < (this.#held[other]?.id ?? '');
    return l >>> 0 < r >>> 0;
  }

  #within(work: (open: OpenChange) => void): PersonChange {
    const open = this.#open;
    if (open === null) return this.change(() => void (this.#open && work(this.#open)));
    work(open);
    return { before: [], after: [] };
  }

  #put({ id, source, cells, onlyOnce = null }: IndexedRecord, open: OpenChange): void {
    const old = this.#rowOf.get(id);
    if (old !== undefined) {
      this.#touch(old, open);
      this.#take(old);
      open.touched.delete(old);
    }
    const row = this.#store.put(cells);
    this.#rowOf.set(id, row);
    this.#held[row] = { id, source, onlyOnce, person: [row] };
    if (row >= this.#hashes.length) {
      const larger = new Int32Array(this.#hashes.length * 2);
      larger.set(this.#hashes);
      this.#hashes = larger;
    }
    this.#hashes[row] = hashOf(id);
    open.touched.add(row);
    this.#connect(row);
  }

  /**
   * Notes the persons that a row is connected with before they change. What is connected with a touched row later was either
   * touched itself or is noted at the end, when nothing of it has changed yet.
   */
  #touch(row: number, open: OpenChange): void {
    if (open.touched.has(row)) return;
    const rows = this.#component(row);
    for (const each of rows) if (!open.touched.has(each)) this.#note(each, open);
  }

  /** Takes down the person of a row as it was, and takes it apart until the change is settled. */
  #note(row: number, { before, touched }: OpenChange): void {
    const person = this.#held[row]?.person ?? [];
    const ids = this.#idsOf(person);
    if (ids.length > 0) before.set(JSON.stringify(ids), ids);
    for (const each of person) {
      touched.add(each);
      this.#setPerson([each]);
    }
    touched.add(row);
  }

  /** All rows that are connected with one, itself among them. */
  #component(row: number): Set<number> {
    const found = new Set<number>([row]);
    for (const each of found) {
      this.#graph.eachOf(each, (other) => void found.add(other));
      for (const id of this.#decided.othersOf(this.#held[each]?.id ?? '')) {
        const other = this.#rowOf.get(id);
        if (other !== undefined) found.add(other);
      }
    }
    return found;
  }

  /** Clusters the touched rows again, component by component; what is the same as before is no change. */
  #settle(open: OpenChange): PersonChange {
    const { before } = open;
    const done = new Set<number>();
    const after = new Map<string, readonly string[]>();
    for (const row of [...open.touched]) {
      if (done.has(row)) continue;
      const component = [...this.#component(row)];
      for (const each of component) {
        done.add(each);
        if (!open.touched.has(each)) this.#note(each, open);
      }
      this.#cluster(component.sort((a, b) => (this.#isBefore(a, b) ? -1 : 1)));
      for (const [key, ids] of this.#personsOf(component)) after.set(key, ids);
    }
    for (const key of [...before.keys()]) if (after.delete(key)) before.delete(key);
    return { before: [...before.values()], after: [...after.values()] };
  }

  #cluster(rows: readonly number[]): void {
    for (const row of rows) this.#setPerson([row]);
    if (rows.length < 2) return;
    const place = new Map(rows.map((row, at) => [row, at] as const));
    const encoded = this.#store.only(rows);
    const { weights } = this.#store;
    const levels = new Uint8Array(encoded.fields.length);
    const weigh = (left: number, right: number): number => {
      compareRows(encoded, left, right, levels);
      return scoreOf(encoded, weights, left, levels);
    };
    const clean = [...this.#cleanSources].sort();
    const { entities } = clusterEntities(this.#edgesOf(rows, place), {
      scale: new EntityScale(encoded, this.#frozen.model, this.#frozen.trained, weights, this.#frozen.distortion),
      weigh,
      cleanSourceOf: (at) => clean.indexOf(this.#held[rows[at] ?? -1]?.source ?? ''),
      onlyOnceOf: (at) => this.#held[rows[at] ?? -1]?.onlyOnce ?? null,
      decisions: this.#decisionsOf(rows, place),
    });
    for (const { rows: members } of entities) this.#setPerson(members.map((at) => rows[at] ?? 0));
  }

  #setPerson(rows: readonly number[]): void {
    for (const row of rows) {
      const held = this.#held[row];
      if (held !== undefined) held.person = rows;
    }
  }

  #edgesOf(rows: readonly number[], place: ReadonlyMap<number, number>) {
    const edges: { readonly left: number; readonly right: number; readonly bits: number }[] = [];
    for (const [left, row] of rows.entries())
      this.#graph.eachOf(row, (other, bits) => {
        const right = place.get(other) ?? -1;
        if (right > left) edges.push({ left, right, bits });
      });
    edges.sort((a, b) => a.left - b.left || a.right - b.right);
    return {
      left: Int32Array.from(edges, ({ left }) => left),
      right: Int32Array.from(edges, ({ right }) => right),
      bits: Float64Array.from(edges, ({ bits }) => bits),
    };
  }

  #decisionsOf(rows: readonly number[], place: ReadonlyMap<number, number>) {
    const found = rows.flatMap((row, at) => {
      const own = this.#held[row]?.id ?? '';
      return [...this.#decided.othersOf(own)].flatMap((id) => {
        const other = place.get(this.#rowOf.get(id) ?? -1) ?? -1;
        const verdict = this.#decided.verdictOn(own, id);
        return other > at && verdict !== null ? [{ left: at, right: other, verdict }] : [];
      });
    });
    return found.sort((a, b) => a.left - b.left || a.right - b.right);
  }
}
