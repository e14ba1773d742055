const FIRST_ROOM = 1024;

/** Which rows are candidates for one person, and their weight: lists of neighbours in typed arrays. */
export class PairGraph {
  #heads = new Int32Array(FIRST_ROOM);
  #to = new Int32Array(FIRST_ROOM);
  #next = new Int32Array(FIRST_ROOM);
  #bits = new Float64Array(FIRST_ROOM);
  #length = 1;
  #free = 0;

  add(left: number, right: number, bits: number): void {
    this.#put(left, right, bits);
    this.#put(right, left, bits);
  }

  /** Takes out a row and all its pairs. */
  remove(row: number): void {
    for (let edge = this.#heads[row] ?? 0; edge !== 0; ) {
      this.#drop(this.#to[edge] ?? 0, row);
      const next = this.#next[edge] ?? 0;
      this.#next[edge] = this.#free;
      this.#free = edge;
      edge = next;
    }
    if (row < this.#heads.length) this.#heads[row] = 0;
  }

  eachOf(row: number, visit: (other: number, bits: number) => void): void {
    for (let edge = this.#heads[row] ?? 0; edge !== 0; edge = this.#next[edge] ?? 0)
      visit(this.#to[edge] ?? 0, this.#bits[edge] ?? 0);
  }

  #drop(row: number, other: number): void {
    let before = 0;
    for (let edge = this.#heads[row] ?? 0; edge !== 0; edge = this.#next[edge] ?? 0) {
      if (this.#to[edge] === other) {
        const next = this.#next[edge] ?? 0;
        if (before === 0) this.#heads[row] = next;
        else this.#next[before] = next;
        this.#next[edge] = this.#free;
        this.#free = edge;
        return;
      }
      before = edge;
    }
  }

  #put(from: number, to: number, bits: number): void {
    if (from >= this.#heads.length) {
      const heads = new Int32Array(Math.max(from + 1, this.#heads.length * 2));
      heads.set(this.#heads);
      this.#heads = heads;
    }
    let edge = this.#free;
    if (edge === 0) {
      edge = this.#length;
      this.#length += 1;
      if (edge === this.#to.length) this.#grow();
    } else this.#free = this.#next[edge] ?? 0;
    this.#to[edge] = to;
    this.#bits[edge] = bits;
    this.#next[edge] = this.#heads[from] ?? 0;
    this.#heads[from] = edge;
  }

  #grow(): void {
    const room = this.#to.length * 2;
    const to = new Int32Array(room);
    to.set(this.#to);
    const next = new Int32Array(room);
    next.set(this.#next);
    const bits = new Float64Array(room);
    bits.set(this.#bits);
    [this.#to, this.#next, this.#bits] = [to, next, bits];
  }
}
