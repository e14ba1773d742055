/**
 * Runs the engine and the same model as SQL in DuckDB beside it, in one process and one run, and prints times and ratios.
 * Both get the same blocking rules and odds, and SQL is spared reading and normalising: its table holds the parts that the engine makes
 * (a value's number, sound, day, building, …) and what each value's frequency adds. It blocks, compares, scores and takes pairs that are each
 * other's best. Arguments: --id COLUMN, --drop COLUMN,COLUMN, --threads N, two CSV files.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { encode } from '../src/encode.ts';
import { blockLimitOf, type FileModel, LEVEL_ROOM, LEVELS, PARTS } from '../src/fileModel.ts';
import { linkFilesInThreads, parseCsv, withoutColumns } from '../src/index.ts';
import { weigh } from '../src/score.ts';
import { sortById } from '../src/sortById.ts';

const { values: options, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    id: { type: 'string', default: 'rid' },
    drop: { type: 'string', default: 'pid' },
    threads: { type: 'string', default: '2' },
  },
});

const seconds = async <T>(act: () => Promise<T>): Promise<readonly [T, number]> => {
  const started = performance.now();
  const result = await act();
  return [result, (performance.now() - started) / 1000];
};

const tables = files.map((file) => withoutColumns(parseCsv(readFileSync(file)), options.drop.split(',')));
const [first, second] = tables;
if (first === undefined || second === undefined) throw new RangeError('Expected two CSV files.');
const { model } = await linkFilesInThreads({ tables: [first, second], idColumn: options.id }, Number(options.threads));
const { trained } = model;
if (trained === undefined) throw new Error('Nothing was learned.');
const marks: Record<string, number> = {};
const [own, ownSeconds] = await seconds(() =>
  linkFilesInThreads(
    {
      tables: [first, second],
      idColumn: options.id,
      model,
      onStage: ({ stage }) => {
        marks[stage] = performance.now();
      },
    },
    Number(options.threads),
  ),
);
const normalising = ((marks.BLOCK ?? 0) - (marks.NORMALISE ?? 0)) / 1000;
const sorted = [first, second].map((table) => sortById(table, options.id));
const encoded = encode(sorted, model);
const weights = weigh(encoded, model, trained, 'ACROSS');

const connection: DuckDBConnection = await (await DuckDBInstance.create(':memory:')).connect();
await connection.run(`SET threads = ${options.threads}`);
const columns = model.fields.flatMap(({ kind }, f) => [
  ...PARTS[kind].map((part) => `f${f}_${part} INTEGER`),
  `f${f}_bits FLOAT`,
  `f${f}_family FLOAT`,
  ...(kind === 'name' || kind === 'phone' ? [`f${f}_text VARCHAR`] : []),
]);
await connection.run(`CREATE TABLE r (i INTEGER, side INTEGER, ${columns.join(', ')})`);
const { rows, stride, texts } = encoded;
const textOf = (text: number): string =>
  String.fromCharCode(...texts.units.subarray(texts.starts[text] ?? 0, texts.starts[text + 1] ?? 0));
const appender = await connection.createAppender('r');
for (let row = 0; row < encoded.rowCount; row += 1) {
  appender.appendInteger(row);
  appender.appendInteger(row < encoded.secondFrom ? 0 : 1);
  for (const [f, { kind, at }] of encoded.fields.entries()) {
    const value = rows[row * stride + at] ?? 0;
    for (let part = 0; part < PARTS[kind].length; part += 1) {
      const number = rows[row * stride + at + part] ?? 0;
      if (number === 0) appender.appendNull();
      else appender.appendInteger(number);
    }
    appender.appendFloat(weights.frequency[f]?.[value] ?? 0);
    appender.appendFloat(weights.family[f]?.[value] ?? 0);
    if (kind === 'name' || kind === 'phone') appender.appendVarchar(textOf(value));
  }
  appender.endRow();
}
appender.closeSync();

const isOf = (f: number, part: string): string => `a.f${f}_${part} = b.f${f}_${part}`;
/** The number of the level of a field, as the engine's comparison has it, near enough. */
const levelOf = ({ kind }: FileModel['fields'][number], f: number): string => {
  const is = (part: string): string => isOf(f, part);
  const texted = `a.f${f}_text, b.f${f}_text`;
  const cases: Readonly<Record<string, string>> = {
    name: `WHEN ${is('sound')} THEN 1 WHEN ${is('surname')} AND length(a.f${f}_text) = length(b.f${f}_text) AND length(a.f${f}_text) > 2 AND levenshtein(${texted}) = 1
      THEN CASE WHEN right(a.f${f}_text, 1) = right(b.f${f}_text, 1) THEN 3 ELSE 4 END
      WHEN length(a.f${f}_text) > 2 AND length(b.f${f}_text) > 2 AND damerau_levenshtein(${texted}) = 1 THEN 2
      WHEN contains(a.f${f}_text, b.f${f}_text) OR contains(b.f${f}_text, a.f${f}_text) THEN 5 WHEN ${is('surname')} THEN 6 ELSE 7`,
    date: `WHEN ${is('year')} AND (a.f${f}_monthDay = 101 OR b.f${f}_monthDay = 101) THEN 2
      WHEN ${is('year')} AND (a.f${f}_monthDay % 100) * 100 + a.f${f}_monthDay // 100 = b.f${f}_monthDay THEN 1
      WHEN damerau_levenshtein(a.f${f}_day::VARCHAR, b.f${f}_day::VARCHAR) = 1 THEN 1
      WHEN ${is('monthDay')} AND abs(a.f${f}_year - b.f${f}_year) = 1 THEN 1
      WHEN ${is('year')} AND (a.f${f}_monthDay // 100 = b.f${f}_monthDay // 100 OR a.f${f}_monthDay % 100 = b.f${f}_monthDay % 100) THEN 3
      WHEN ${is('monthDay')} THEN 3 WHEN ${is('year')} THEN 4 ELSE 5`,
    phone: `WHEN (${is('front')} OR ${is('back')}) AND damerau_levenshtein(${texted}) = 1 THEN 1 ELSE 2`,
    division: `WHEN ${is('town')} THEN 1 WHEN ${is('county')} THEN 2 WHEN a.f${f}_county // 100 = b.f${f}_county // 100 THEN 3 ELSE 4`,
    address: `WHEN ${is('room')} THEN 0 WHEN ${is('building')} THEN 1 WHEN ${is('house')} THEN 2 WHEN ${is('road')} THEN 4 ELSE 5`,
    id: `WHEN ${is('masked')} AND (a.f${f}_validity = 1 OR b.f${f}_validity = 1) THEN 1 ELSE ${LEVELS.id.length - 1}`,
  };
  const other = kind in cases ? cases[kind] : `ELSE ${LEVELS[kind].length - 1}`;
  return `CASE WHEN a.f${f}_value IS NULL OR b.f${f}_value IS NULL THEN NULL WHEN ${is('value')} THEN 0 ${other} END`;
};

const matches = (rule: readonly string[]): string =>
  rule
    .map((part) => {
      const split = part.lastIndexOf(':');
      const f = model.fields.findIndex(({ column }) => column === part.slice(0, split));
      return isOf(f, part.slice(split + 1));
    })
    .join(' AND ');

/** A pair belongs to the first rule that finds it; blocks over their limit are left out, as in the engine. */
const blocked = model.blocking.map((rule, at) => {
  const keys = rule.map((part) => {
    const split = part.lastIndexOf(':');
    return `f${model.fields.findIndex(({ column }) => column === part.slice(0, split))}_${part.slice(split + 1)}`;
  });
  const earlier = model.blocking.slice(0, at).map((other) => ` AND NOT coalesce(${matches(other)}, false)`);
  const small = `SELECT ${keys.join(', ')} FROM r GROUP BY ALL HAVING count(*) FILTER (side = 0) * count(*) FILTER (side = 1) BETWEEN 1 AND ${blockLimitOf(model, rule)}`;
  const kept = keys.map((key) => `a.${key} = k.${key}`).join(' AND ');
  return `SELECT a.i AS l, b.i AS r FROM r a JOIN (${small}) k ON ${kept} JOIN r b ON ${matches(rule)} WHERE a.side = 0 AND b.side = 1${earlier.join('')}`;
});
const levels = model.fields.map((field, f) => `${levelOf(field, f)} AS v${f}`);
const table = (f: number, c: number): string => {
  const kind = model.fields[f]?.kind ?? 'exact';
  const bits = LEVELS[kind].map((_, level) => (weights.levels[(f * LEVEL_ROOM + level) * 4 + c] ?? 0).toFixed(5));
  return `coalesce([${bits.join(', ')}][v${f} + 1], 0)`;
};
const summed = (c: number, which: boolean): string =>
  ['0', ...model.fields.flatMap(({ shared }, f) => ((shared === true) === which ? [table(f, c)] : []))].join(' + ');
const rare = (which: boolean): string =>
  [
    '0',
    ...model.fields.flatMap(({ shared }, f) =>
      (shared === true) === which ? [`CASE WHEN v${f} = 0 THEN bits${f} ELSE 0 END`] : [],
    ),
  ].join(' + ');
const [same = 0, moved = 0, household = 0] = weights.priors;
const score = `
  CREATE TABLE scored AS
  WITH compared AS (
    SELECT p.l, p.r, ${levels.join(', ')}, ${model.fields.map((_, f) => `a.f${f}_bits AS bits${f}, a.f${f}_family AS family${f}`).join(', ')}
    FROM pairs p JOIN r a ON a.i = p.l JOIN r b ON b.i = p.r),
  summed AS (
    SELECT l, r, ${summed(0, false)} + ${rare(false)} AS own, ${summed(0, true)} + ${rare(true)} AS place, ${summed(1, true)} + ${rare(true)} AS other,
      ${summed(2, false)} + ${model.fields.map((_, f) => `CASE WHEN v${f} = 0 THEN family${f} ELSE 0 END`).join(' + ')} + ${summed(2, true)} + ${rare(true)} AS home FROM compared)
  SELECT l, r, log2(pow(2, greatest(-60, ${same} + own + place)) + pow(2, greatest(-60, ${moved} + own + other))) - log2(1 + pow(2, least(200, ${household} + home))) AS bits FROM summed`;
const [, sqlSeconds] = await seconds(async () => {
  await connection.run(`CREATE TABLE pairs AS ${blocked.join('\nUNION ALL\n')}`);
  await connection.run(score);
  await connection.run(`CREATE TABLE best AS SELECT l, r, bits FROM scored WHERE bits > 0
    QUALIFY row_number() OVER (PARTITION BY l ORDER BY bits DESC, r) = 1 AND row_number() OVER (PARTITION BY r ORDER BY bits DESC, l) = 1`);
});
const countOf = async (name: string): Promise<number> =>
  Number((await connection.runAndReadAll(`SELECT count(*) FROM ${name}`)).getRows()[0]?.[0] ?? 0);
const linked = own.links.filter(({ probability }) => probability >= 0.5).length;
const core = ownSeconds - normalising;
console.log(`| | pairs compared | linked | seconds |\n| --- | --- | --- | --- |`);
console.log(
  `| engine, from parsed files, normalising included | ${own.comparedPairs} | ${linked} | ${ownSeconds.toFixed(2)} |`,
);
console.log(`| engine, what SQL does too | | | ${core.toFixed(2)} |`);
console.log(
  `| DuckDB, from normalised parts | ${await countOf('pairs')} | ${await countOf('best')} | ${sqlSeconds.toFixed(2)} |`,
);
console.log(
  `DuckDB takes ${(sqlSeconds / core).toFixed(2)} times as long; ${options.threads} threads each; peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB for both.`,
);
