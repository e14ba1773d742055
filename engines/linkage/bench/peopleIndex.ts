/**
 * Measures what one new record costs against many in memory. Arguments: --id COLUMN, --drop COLUMN,COLUMN, --new N, then one or two
 * CSV files: odds are learned from --learn N of their records, the version is made from --sample N of them, all are put into the
 * index, and the last N of them are then put again as new, --rounds times each. With --json the figures come as JSON.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  columnReader,
  freezeModel,
  type IndexedRecord,
  linkFiles,
  PeopleIndex,
  parseCsv,
  type Table,
  withoutColumns,
} from '@hub/engine-linkage';

const { values: options, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    id: { type: 'string', default: 'rid' },
    drop: { type: 'string', default: '' },
    new: { type: 'string', default: '20000' },
    learn: { type: 'string', default: '100000' },
    sample: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});

const tables = files.map((file) => withoutColumns(parseCsv(readFileSync(file)), options.drop.split(',')));
const [first, second] = tables;
if (first === undefined) throw new RangeError('Expected one or two CSV files.');
const head = (table: Table, rows: string): Table => ({
  ...table,
  rowCount: Math.min(table.rowCount, Math.floor(Number(rows) / tables.length)),
});
const some = (rows: string): readonly [Table] | readonly [Table, Table] =>
  second === undefined ? [head(first, rows)] : [head(first, rows), head(second, rows)];
const { model } = linkFiles({ tables: some(options.learn), idColumn: options.id });
const all = tables.reduce((sum, { rowCount }) => sum + rowCount, 0);
// Odds hold for any number of records, rules do not.
const { blockLimits: _, ...odds } = model;
const frozen = freezeModel(some(options.sample), { ...odds, blocking: [] }, all);
const records = tables.flatMap((table, source): readonly IndexedRecord[] => {
  const readers = table.header.map((column, at) => [column, columnReader(table, at)] as const);
  return Array.from({ length: table.rowCount }, (_, row) => {
    const cells = Object.fromEntries(readers.map(([column, read]) => [column, read(row)]));
    return { id: cells[options.id] ?? '', source: String(source), cells };
  });
});
const index = new PeopleIndex(frozen, new Set(), records.length);
const started = performance.now();
for (const record of records) index.put(record);
console.error(
  `${records.length} records put in ${((performance.now() - started) / 1000).toFixed(1)} s, ${frozen.model.blocking.length} rules`,
);
/** Each record is withdrawn and put several times, and the least counts: on a busy machine the others tell of its neighbours. */
const ROUNDS = Number(options.rounds);
const times: number[] = [];
for (const record of records.slice(-Number(options.new))) {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) {
    index.remove(record.id);
    const before = performance.now();
    index.put(record);
    least = Math.min(least, (performance.now() - before) * 1000);
  }
  times.push(least);
}
times.sort((a, b) => a - b);
const at = (share: number): number => Math.round(times[Math.floor(times.length * share)] ?? 0);
const figures = { held: index.size, p50: at(0.5), p99: at(0.99), p999: at(0.999) };
const peak = Math.round(process.resourceUsage().maxRSS / 1024);
if (options.json) console.log(JSON.stringify(figures));
else
  console.log(
    `one new record against ${figures.held}: p50 ${figures.p50} µs, p99 ${figures.p99} µs, p99.9 ${figures.p999} µs; peak memory ${peak} MB`,
  );
