/**
 * Writes one CSV file of the first file's records (`rec-N-org`) and duplicates of them (`rec-N-dup-K`), as FEBRL makes them: some originals
 * have none, others up to --most; each duplicate has one to --slips slips, up to two in a field: signs typed wrong, values left out, given
 * name and surname exchanged, values of somebody else. Arguments: --share S of the originals have duplicates, --seed S ORIGINALS FILE.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { columnReader, parseCsv } from '@hub/engine-linkage';
import { Chance } from './people/random.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    most: { type: 'string', default: '5' },
    slips: { type: 'string', default: '4' },
    share: { type: 'string', default: '0.4' },
    seed: { type: 'string', default: '1' },
  },
});
const [from, to] = positionals;
if (from === undefined || to === undefined) throw new RangeError('Expected a file of originals and a path.');

const table = parseCsv(readFileSync(from));
const readers = table.header.map((_, column) => columnReader(table, column));
const originals = Array.from({ length: table.rowCount }, (_, row) => readers.map((read) => read(row)));
const chance = new Chance(Number(options.seed));
const [GIVEN, SURNAME] = [table.header.indexOf('given_name'), table.header.indexOf('surname')];

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
const DIGITS = [...'0123456789'];

const mistyped = (text: string): string => {
  const sign = chance.pick(/^\d+$/.test(text) ? DIGITS : LETTERS);
  const at = chance.below(text.length);
  const roll = chance.share();
  if (roll < 0.3) return text.slice(0, at) + sign + text.slice(at + 1);
  if (roll < 0.55) return text.slice(0, at) + sign + text.slice(at);
  if (roll < 0.75 && text.length > 1) return text.slice(0, at) + text.slice(at + 1);
  if (roll < 0.95 && at + 1 < text.length) return text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2);
  return `${text.slice(0, at)} ${text.slice(at)}`.trim();
};

const slip = (cells: string[], column: number): void => {
  const roll = chance.share();
  const text = cells[column] ?? '';
  if (text === '') return;
  if ((column === GIVEN || column === SURNAME) && roll < 0.06) {
    [cells[GIVEN], cells[SURNAME]] = [cells[SURNAME] ?? '', cells[GIVEN] ?? ''];
  } else if (roll < 0.14) cells[column] = '';
  else if (roll < 0.22) cells[column] = chance.pick(originals)[column] ?? '';
  else cells[column] = mistyped(text);
};

const duplicateOf = (original: readonly string[], number: number): readonly string[] => {
  const cells = [...original];
  const slips = chance.between(1, Number(options.slips));
  const taken = new Map<number, number>();
  for (let done = 0; done < slips; ) {
    const column = chance.between(1, cells.length - 1);
    if ((taken.get(column) ?? 0) >= 2) continue;
    taken.set(column, (taken.get(column) ?? 0) + 1);
    slip(cells, column);
    done += 1;
  }
  cells[0] = (original[0] ?? '').replace('org', `dup-${number}`);
  return cells;
};

const lines = originals.flatMap((original) => {
  const count = chance.is(Number(options.share)) ? chance.between(1, Number(options.most)) : 0;
  return [original, ...Array.from({ length: count }, (_, number) => duplicateOf(original, number))];
});
chance.shuffle(lines);
writeFileSync(to, `${[table.header, ...lines].map((cells) => cells.join(',')).join('\n')}\n`);
