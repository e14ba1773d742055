import { expect, it } from 'vitest';
import { RowLists } from '../src/rowLists.ts';
import { sequence } from './people.ts';

it('keeps many lists as sets would, while rows come and go', () => {
  const random = sequence(5);
  const lists = new RowLists();
  const known: { list: number; rows: Set<number> }[] = [];
  for (let turn = 0; turn < 5000; turn += 1) {
    const row = turn + 10;
    const at = Math.floor(random() * (known.length + 1));
    const one = known[at];
    if (one === undefined) known.push({ list: lists.begin(row, row + 100_000), rows: new Set([row, row + 100_000]) });
    else if (random() < 0.6) {
      one.list = lists.add(one.list, row);
      one.rows.add(row);
    } else {
      const [first = 0] = one.rows;
      one.rows.delete(first);
      expect(lists.remove(one.list, first)).toBe(one.rows.size);
      if (one.rows.size === 0) known.splice(at, 1);
    }
  }
  for (const { list, rows } of known) {
    const found: number[] = [];
    lists.each(list, (row) => void found.push(row));
    expect(found.toSorted((a, b) => a - b)).toEqual([...rows].toSorted((a, b) => a - b));
  }
});
