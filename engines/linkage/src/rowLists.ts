const FIRST_ROOM = 4;
/** Where a list tells its room and its length, before its rows. */
const [ROOM, LENGTH, ROWS] = [0, 1, 2];

/** Many short lists of rows in one typed array, each in one piece; the room of a list that moved or ended is used again. */
export class RowLists {
  #numbers = new Int32Array(1 << 12);
  #end = 0;
  /** Places of unused pieces, by the number of times their room was doubled. */
  readonly #free: number[][] = [];

  /** A new list of two rows; gives its place. */
  begin(first: number, second: number): number {
    const at = this.#take(FIRST_ROOM);
    this.#numbers[at + LENGTH] = 2;
    this.#numbers[at + ROWS] = first;
    this.#numbers[at + ROWS + 1] = second;
    return at;
  }

  /** Adds a row; gives the place of the list, which may have moved. */
  add(list: number, row: number): number {
    const length = this.#numbers[list + LENGTH] ?? 0;
    const room = this.#numbers[list + ROOM] ?? 0;
    let at = list;
    if (length === room) {
      at = this.#take(room * 2);
      this.#numbers.copyWithin(at + ROWS, list + ROWS, list + ROWS + length);
      this.#give(list, room);
    }
    this.#numbers[at + ROWS + length] = row;
    this.#numbers[at + LENGTH] = length + 1;
    return at;
  }

  /** Takes a row out; gives how many are left, and the list is no more when none is. */
  remove(list: number, row: number): number {
    const numbers = this.#numbers;
    const last = (numbers[list + LENGTH] ?? 0) - 1;
    let at = list + ROWS;
    while (numbers[at] !== row) at += 1;
    numbers[at] = numbers[list + ROWS + last] ?? 0;
    numbers[list + LENGTH] = last;
    if (last === 0) this.#give(list, numbers[list + ROOM] ?? 0);
    return last;
  }

  each(list: number, visit: (row: number) => void): void {
    const end = list + ROWS + (this.#numbers[list + LENGTH] ?? 0);
    for (let at = list + ROWS; at < end; at += 1) visit(this.#numbers[at] ?? 0);
  }

  #classOf(room: number): number[] {
    const times = 31 - Math.clz32(room / FIRST_ROOM);
    const known = this.#free[times];
    if (known !== undefined) return known;
    while (this.#free.length <= times) this.#free.push([]);
    return this.#classOf(room);
  }

  #take(room: number): number {
    const free = this.#classOf(room).pop();
    if (free !== undefined) return free;
    const at = this.#end;
    this.#end += ROWS + room;
    if (this.#end > this.#numbers.length) {
      const larger = new Int32Array(Math.max(this.#end, this.#numbers.length * 2));
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[at + ROOM] = room;
    return at;
  }

  #give(list: number, room: number): void {
    this.#classOf(room).push(list);
  }
}
