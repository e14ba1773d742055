/**
 * Links files and measures the answer against the truth. Arguments: --id COLUMN, --truth COLUMN (equal values are one person; it
 * is dropped before linking) or --truth-pattern REGEXP (its first group, applied to the id), --drop COLUMN,COLUMN, --threads N, then
 * one or two CSV files.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  columnReader,
  linkFilesInThreads,
  type Pair,
  pairwiseQuality,
  parseCsv,
  type Table,
  withoutColumns,
} from '@hub/engine-linkage';

const { values: options, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    id: { type: 'string', default: 'rec_id' },
    truth: { type: 'string' },
    'truth-pattern': { type: 'string', default: '^(.*)$' },
    drop: { type: 'string', default: '' },
    threads: { type: 'string', default: '2' },
    rules: { type: 'boolean', default: false },
    weights: { type: 'boolean', default: false },
  },
});

const column = (table: Table, name: string): readonly string[] => {
  const read = columnReader(table, table.header.indexOf(name));
  return Array.from({ length: table.rowCount }, (_, row) => read(row));
};

const personsOf = (table: Table): ReadonlyMap<string, readonly string[]> => {
  const ids = column(table, options.id);
  const pattern = new RegExp(options['truth-pattern']);
  const persons =
    options.truth === undefined ? ids.map((id) => pattern.exec(id)?.[1] ?? id) : column(table, options.truth);
  return new Map(
    [...Map.groupBy(ids.keys(), (row) => persons[row] ?? '')].map(([key, rows]) => [
      key,
      [...rows].map((row) => ids[row] ?? ''),
    ]),
  );
};

const trueAcross = (first: Table, second: Table): readonly Pair[] => {
  const others = personsOf(second);
  return [...personsOf(first)].flatMap(([person, ids]) =>
    ids.flatMap((left) => (others.get(person) ?? []).map((right): Pair => [`A ${left}`, `B ${right}`])),
  );
};

const trueWithin = (table: Table): readonly Pair[] =>
  [...personsOf(table).values()].flatMap((ids) =>
    ids.flatMap((left, at) => ids.slice(at + 1).map((right): Pair => (left < right ? [left, right] : [right, left]))),
  );

const started = performance.now();
const lap = (): string => `${((performance.now() - started) / 1000).toFixed(1)} s`;
const tables = files.map((file) => parseCsv(readFileSync(file)));
const [first, second] = tables;
if (first === undefined) throw new RangeError('Expected one or two CSV files.');
console.log(`read ${tables.map((table) => table.rowCount).join(' + ')} rows, ${lap()}`);
const dropped = [...options.drop.split(','), ...(options.truth === undefined ? [] : [options.truth])];
const asked = [first, ...(second === undefined ? [] : [second])].map((table) => withoutColumns(table, dropped));
const [left, right] = asked;
if (left === undefined) throw new RangeError('Expected a file.');
const linkage = await linkFilesInThreads(
  { tables: right === undefined ? [left] : [left, right], idColumn: options.id },
  Number(options.threads),
);
console.log(`linked: ${linkage.comparedPairs} pairs compared under ${linkage.rules.length} rules, ${lap()}`);
console.log(linkage.model.fields.map(({ column: name, kind }) => `${name}:${kind}`).join(' '));
const mark = ({ left: l, right: r }: { left: string; right: string }): Pair =>
  second === undefined ? [l, r] : [`A ${l}`, `B ${r}`];
const truth = second === undefined ? trueWithin(first) : trueAcross(first, second);
for (const least of [0.999, 0.5, 0.05]) {
  const found = linkage.links.filter(({ probability }) => probability >= least);
  const { precision, recall, f1 } = pairwiseQuality(found.map(mark), truth);
  const print = ({ value, low, high }: { value: number; low: number; high: number }): string =>
    `${value.toFixed(5)} (${low.toFixed(4)}–${high.toFixed(4)})`;
  console.log(
    `p ≥ ${least}: ${found.length} pairs, precision ${print(precision)}, recall ${print(recall)}, F1 ${print(f1)}`,
  );
}
/** The most that can be linked without a person while at most one link in ten thousand is wrong, best links first. */
const isTrue = new Set(truth.map(([l, r]) => `${l}\n${r}`));
let wrong = 0;
let automatic = { pairs: 0, wrong: 0, weight: 0, probability: 1 };
for (const [at, found] of linkage.links.entries()) {
  if (!isTrue.has(mark(found).join('\n'))) wrong += 1;
  if (wrong <= (at + 1) * 1e-4)
    automatic = { pairs: at + 1, wrong, weight: found.weight, probability: found.probability };
}
console.log(
  `at precision 0.9999: recall ${((automatic.pairs - automatic.wrong) / truth.length).toFixed(4)}, down to probability ${automatic.probability.toFixed(6)}, weight ${automatic.weight.toFixed(1)}`,
);
if (options.rules)
  for (const { rule, pairs, droppedBlocks, droppedPairs } of linkage.rules) {
    console.log(`${rule.join(' + ')}: ${pairs} pairs, dropped ${droppedPairs} in ${droppedBlocks} blocks`);
  }
if (options.weights) console.log(JSON.stringify(linkage.model.trained, null, 1));
console.log(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB, ${lap()}`);
