import { describe, expect, it } from 'vitest';
import { block } from '../src/block.ts';
import { encode } from '../src/encode.ts';
import { guessFields, modelOf } from '../src/guessModel.ts';
import { type Decision, freezeModel, linkFrozen, PeopleIndex, raiseBar, tableOf } from '../src/index.ts';
import { HEADER, kept, type PersonRow, population, sequence, shuffled } from './people.ts';

const people = population(350, 7);
const sources = ['a', 'b', 'c'];
const records: readonly (readonly string[])[] = sources.flatMap((source, at) =>
  kept(people, source, 0.75, 11 + at).map((row: PersonRow) => [...row, source]),
);
const header = [...HEADER, 'source'];
const left = ['person', '身份证号', 'source'];
const compared = HEADER.filter((column) => !left.includes(column));
const tableWith = (rows: readonly (readonly string[])[]) => tableOf(header, rows);
const fields = guessFields(
  [
    tableOf(
      compared,
      records.map((row) => compared.map((column) => row[HEADER.indexOf(column)] ?? '')),
    ),
  ],
  'id',
);
const frozen = freezeModel([tableWith(shuffled(records, sequence(23)).slice(0, 1400))], modelOf(fields));
const recordOf = (row: readonly string[]) => ({
  id: row[0] ?? '',
  source: row.at(-1) ?? '',
  cells: Object.fromEntries(header.map((column, at) => [column, row[at] ?? ''])),
});

const fromScratch = (
  rows: readonly (readonly string[])[],
  decisions: readonly Decision[] = [],
  clean: readonly string[] = [],
) =>
  linkFrozen(frozen, {
    table: tableWith(rows),
    idColumn: 'id',
    sourceColumn: 'source',
    cleanSources: new Set(clean),
    decisions,
  });

describe('a version for more records than it is made from', () => {
  it('leaves out the blocks that would be too large among those', () => {
    const droppedFor = (serves: number): number => {
      const { dropped } = freezeModel([tableWith(records)], frozen.model, serves);
      return dropped.reduce((sum, keys) => sum + keys.length, 0);
    };
    expect(droppedFor(records.length)).toBe(droppedFor(0));
    expect(droppedFor(records.length * 40)).toBeGreaterThan(droppedFor(0));
  });

  it('has narrower rules', () => {
    const pairsFor = (serves: number): number => {
      const version = freezeModel([tableWith(records)], modelOf(fields), serves);
      const { report } = block(encode([tableWith(records)], version.model), version.model, 'AMONG_ALL');
      return report.reduce((sum, { pairs }) => sum + pairs, 0);
    };
    expect(pairsFor(1_000_000)).toBeLessThan(pairsFor(0) / 10);
  });
});

describe('PeopleIndex', () => {
  it('reads a value the same whether it is written as usual or not', () => {
    const index = new PeopleIndex(frozen);
    const wide = (text: string): string =>
      ` ${text.replace(/[0-9X]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))} `;
    for (const { id, source, cells } of records.slice(0, 50).map(recordOf)) {
      const written = Object.fromEntries(Object.entries(cells).map(([column, text]) => [column, wide(text)]));
      index.put({ id, source, cells });
      index.put({ id: 'copy', source, cells });
      index.put({ id: 'wide', source, cells: written });
      expect(index.explain(id, 'wide')).toEqual(index.explain(id, 'copy'));
      for (const gone of [id, 'copy', 'wide']) index.remove(gone);
    }
  });

  it('gives the persons of a full run, whatever the order in which records came', () => {
    const index = new PeopleIndex(frozen);
    for (const row of shuffled(records, sequence(3))) index.put(recordOf(row));
    const persons = index.persons();
    expect(persons.length).toBeGreaterThan(200);
    expect(persons).toEqual(fromScratch(records));
  });

  it('gives the persons of a full run after any changes', () => {
    const random = sequence(19);
    const index = new PeopleIndex(frozen, new Set(['b']));
    const held = new Map<string, readonly string[]>();
    const decisions = new Map<string, Decision>();
    const some = (): readonly string[] => records[Math.floor(random() * records.length)] ?? [];
    for (let step = 0; step < 1500; step += 1) {
      const row = some();
      const roll = random();
      const id = row[0] ?? '';
      if (roll < 0.55) {
        held.set(id, row);
        index.put(recordOf(row));
      } else if (roll < 0.75) {
        const changed = [id, ...some().slice(1, -1), row.at(-1) ?? ''];
        held.set(id, changed);
        index.put(recordOf(changed));
      } else if (roll < 0.95) {
        held.delete(id);
        index.remove(id);
      } else {
        const other = some()[0] ?? '';
        if (other === id) continue;
        const verdict = roll < 0.965 ? 'DIFFERENT' : roll < 0.98 ? 'SAME' : null;
        const pair = [id, other].sort().join();
        if (verdict === null) decisions.delete(pair);
        else decisions.set(pair, { left: id, right: other, verdict });
        index.decide(id, other, verdict);
      }
      if (step % 250 === 249)
        expect(index.persons()).toEqual(fromScratch([...held.values()], [...decisions.values()], ['b']));
    }
  });

  it('gives the same persons and tells the same change when several things are done as one', () => {
    const random = sequence(77);
    const [single, several] = [new PeopleIndex(frozen), new PeopleIndex(frozen)];
    const told = new Map<string, readonly string[]>();
    for (let round = 0; round < 25; round += 1) {
      const steps = Array.from({ length: 60 }, () => {
        const row = records[Math.floor(random() * records.length)] ?? [];
        const other = records[Math.floor(random() * records.length)] ?? [];
        return { row, other, roll: random() };
      });
      const doOn = (index: PeopleIndex): void => {
        for (const { row, other, roll } of steps)
          if (roll < 0.5) index.put(recordOf(row));
          else if (roll < 0.7) index.put({ ...recordOf(other), id: row[0] ?? '' });
          else if (roll < 0.95) index.remove(row[0] ?? '');
          else index.decide(row[0] ?? '', other[0] ?? '_', roll < 0.97 ? 'DIFFERENT' : roll < 0.99 ? 'SAME' : null);
      };
      doOn(single);
      const { before, after } = several.change(() => doOn(several));
      for (const ids of before) expect(told.delete(ids.join())).toBe(true);
      for (const ids of after) told.set(ids.join(), ids);
      expect(several.persons()).toEqual(single.persons());
      const known = [...told.values()].filter(({ length }) => length > 1);
      expect(known.sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1))).toEqual(several.persons());
    }
  });

  it('tells which persons a change ended and began, and no others', () => {
    const index = new PeopleIndex(frozen);
    for (const row of records) index.put(recordOf(row));
    const [person = []] = index.persons().filter(({ length }) => length === 3);
    const [gone = ''] = person;
    const change = index.remove(gone);
    expect(change.before).toEqual([person]);
    expect(change.after.flat().sort()).toEqual(person.slice(1));
    const row = records.find(([id]) => id === gone) ?? [];
    const back = index.put(recordOf(row));
    expect(back.after).toEqual([person]);
    expect(index.put(recordOf(row))).toEqual({ before: [], after: [] });
  });

  it('lets people join and part records, over everything else', () => {
    const index = new PeopleIndex(frozen, new Set(sources));
    for (const row of records) index.put(recordOf(row));
    const [one = [], other = []] = index.persons();
    const [first = '', second = ''] = one;
    index.decide(first, second, 'DIFFERENT');
    expect(index.personOf(first)).not.toContain(second);
    index.decide(first, other[0] ?? '', 'SAME');
    expect(index.personOf(first)).toContain(other[0]);
    index.decide(first, second, null);
    index.decide(first, other[0] ?? '', null);
    expect(index.personOf(first)).toEqual(one);
  });

  it('tells the candidates around a record, and why each pair weighs what it weighs', () => {
    const index = new PeopleIndex(frozen);
    for (const row of records) index.put(recordOf(row));
    const [person = []] = index.persons().filter(({ length }) => length === 3);
    const [id = '', ...others] = person;
    const candidates = index.candidatesOf(id);
    expect(candidates.slice(0, 2).map((one) => one.id)).toEqual(expect.arrayContaining(others));
    for (const { id: other, weight } of candidates) {
      const why = index.explain(other, id);
      expect(why).toEqual(index.explain(id, other));
      expect(why?.weight).toBe(weight);
      const { prior = 0, fields: steps = [], rest = 0 } = why?.explanation ?? {};
      expect(steps.reduce((sum, step) => sum + step.weight + step.frequency, prior + rest)).toBeCloseTo(weight, 9);
    }
    expect(index.explain(id, 'nobody')).toBe(null);
    expect(index.candidatesOf('nobody')).toEqual([]);
  });

  it('joins only from the stated weight on, and keeps what is between for review', () => {
    const [open, strict] = [new PeopleIndex(frozen), new PeopleIndex(raiseBar(frozen, 12, 0))];
    for (const row of records) for (const index of [open, strict]) index.put(recordOf(row));
    expect(strict.persons().flat().length).toBeLessThan(open.persons().flat().length);
    const pairs = strict.persons().filter(({ length }) => length === 2);
    for (const [left = '', right = ''] of pairs) {
      const [raised, usual] = [strict.explain(left, right)?.weight ?? 0, open.explain(left, right)?.weight ?? 0];
      expect(raised).toBeLessThan(usual);
      expect(raised).toBeGreaterThan(usual - 12.1);
    }
    const review = records.flatMap(([id = '']) => strict.candidatesOf(id)).filter(({ weight }) => weight < 0);
    expect(review.length).toBeGreaterThan(0);
    expect(review.every(({ weight }) => weight >= -12)).toBe(true);
  });

  it('keeps apart who holds different values that a person has once, unless people decide otherwise', () => {
    const number = HEADER.indexOf('身份证号');
    const numbered = (row: readonly string[]) => ({ ...recordOf(row), onlyOnce: row[number] || null });
    const strange = records
      .slice(0, 200)
      .map((row, at) => row.map((text, cell) => (cell === 0 ? `strange${at}` : cell === number ? `${text}!` : text)));
    const all = shuffled([...records, ...strange], sequence(5));
    const index = new PeopleIndex(frozen);
    for (const row of all) index.put(numbered(row));
    const scratch = linkFrozen(frozen, { table: tableWith(all), idColumn: 'id', onlyOnceColumn: '身份证号' });
    expect(index.persons()).toEqual(scratch);
    const at = records.findIndex((row) => row[number] !== '');
    const [id = ''] = records[at] ?? [];
    const stranger = `strange${at}`;
    expect(index.explain(id, stranger)?.weight).toBeGreaterThan(10);
    expect(index.personOf(stranger)).not.toContain(id);
    index.decide(stranger, id, 'SAME');
    expect(index.personOf(stranger)).toContain(id);
  });

  it('keeps two records of a clean source apart', () => {
    const index = new PeopleIndex(frozen, new Set(['a']));
    const [row = []] = records;
    index.put(recordOf(row));
    index.put({ ...recordOf(row), id: 'again' });
    expect(index.personOf('again')).toEqual(['again']);
    expect(new PeopleIndex(frozen).put({ ...recordOf(row), id: 'alone' }).after).toEqual([['alone']]);
  });
});
