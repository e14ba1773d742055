/**
 * Measures one record from its department to its person: a beneficiary who is added, changed or withdrawn, until the people index has
 * committed whose record that is, durably on both sides, in a whole hub on SQLite. Arguments: --residents N, --records N, --json,
 * --data FOLDER to seed and link once and measure again later.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { planDistrict } from '@hub/engine-population';
import { openHub, seedDistrict } from '@hub/hub';
import { createIds, openStore, systemClock } from '@hub/kernel';
import { keysOfTest, logOfTest } from '@hub/kernel/testing';
import SqliteDatabase from 'better-sqlite3';

const { values: options } = parseArgs({
  options: {
    residents: { type: 'string', default: '5600' },
    records: { type: 'string', default: '300' },
    data: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const folder = options.data ?? mkdtempSync(join(tmpdir(), 'hub-bench-'));
mkdirSync(folder, { recursive: true });
const district = { seed: 'bench', residents: Number(options.residents), today: '2026-11-21' };
const fileOf = (name: string) => join(folder, `${name}.sqlite`);
const say = (line: string) => void process.stderr.write(`${line}\n`);

const log = logOfTest();
const hub = await openHub({
  folder,
  keys: keysOfTest(),
  clock: systemClock,
  ids: createIds(randomBytes),
  randomness: randomBytes,
  timeZone: 'Asia/Shanghai',
  log,
  locationOf: (name) => ({ dialect: 'sqlite', file: fileOf(name) }),
});
const begun = performance.now();
const begunAt = systemClock().toISOString();
const since = (start: number): string => `${((performance.now() - start) / 1000).toFixed(1)} s`;
await seedDistrict(district, { folder, subgraphs: hub.subgraphs, onProgress: () => {} });
say(`seeded in ${since(begun)}`);
const started = performance.now();
await hub.startWorkers().ready;
say(`linked and ready in ${since(started)}, ${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most`);

const beside = <Tables>(name: string) =>
  openStore<Tables>({ location: { dialect: 'sqlite', file: fileOf(name) }, entities: [], migrations: [] });
/** Asked over and over while the hub works in the same thread, so the question must cost next to nothing. */
const linkage = new SqliteDatabase(fileOf('linkage'), { readonly: true });
const numberOfChanges = linkage.prepare<[], number>('select number from index_state').pluck();
const changes = (): number => numberOfChanges.get() ?? 0;
const charities = hub.subgraphs.get('charities');
const chunks = [...planDistrict(district).chunks()];
const records = chunks.flatMap((chunk) => chunk.charities.beneficiaries);
const measured = records.filter((_, at) => at % Math.ceil(records.length / Number(options.records)) === 0);

/** Milliseconds until the index has a change more, from the begin of the department's write and from its end. */
interface Timed {
  readonly whole: number;
  readonly linking: number;
}

async function timed(write: () => Promise<unknown>, mostMs = 10_000): Promise<Timed> {
  const before = changes();
  const start = performance.now();
  await write();
  const written = performance.now();
  while (changes() === before) {
    await nextTurn();
    if (performance.now() - written > mostMs)
      throw new Error(`The index did not change within ${mostMs} ms: ${JSON.stringify(log.lines.slice(-3))}`);
  }
  const end = performance.now();
  // What follows for the other copies is theirs: the next record comes to a quiet hub.
  for (let turn = 0; turn < 50; turn += 1) await nextTurn();
  return { whole: end - start, linking: end - written };
}

const load = (record: object) => async () => {
  const outcome = await charities?.intake.load('beneficiaries', [record]);
  if (outcome?.loaded !== 1) throw new Error(`The intake rejected ${JSON.stringify(outcome?.rejected)}.`);
};

const grants = chunks.flatMap((chunk) => chunk.charities.matchGrants).slice(0, 1);
const behind = await beside<{ beneficiary: { id: string } }>('charities');

/** The intake withdraws nothing: the row goes behind its back, and a record that no copy is kept of wakes who reads. */
function withdraw(id: string): () => Promise<unknown> {
  return async () => {
    await behind.write(async ({ db, tell }) => {
      await db.deleteFrom('beneficiary').where('id', '=', id).execute();
      await tell([{ kind: 'beneficiary', id, version: 3 }]);
    });
    await charities?.intake.load('matchGrants', grants);
  };
}

/** A hub that was started again answers while it still builds its index of people, which takes minutes for a million. */
const untilIndexed = 15 * 60_000;
const first = { ...measured[0], id: `${measured[0]?.id}_first` };
const built = performance.now();
await timed(load(first), untilIndexed);
await timed(withdraw(first.id));
say(`index ready in ${since(built)}`);
/** The first run of a large district works for minutes with all processors; what is measured is a hub at rest. */
const matching = new SqliteDatabase(fileOf('matching'), { readonly: true });
const runsSince = matching.prepare<[string], number>('select count(*) from match_run where started_at >= ?').pluck();
while (!runsSince.get(begunAt)) await pause(500);
matching.close();
say(`matched in ${since(begun)}`);

const times = { added: [], changed: [], withdrawn: [] } as Record<string, Timed[]>;
for (const [at, record] of measured.entries()) {
  const id = `${record.id}_new`;
  times.added?.push(await timed(load({ ...record, id })));
  times.changed?.push(await timed(load({ ...record, id, phone: `138${String(10_000_000 + at)}`, idNumber: null })));
  times.withdrawn?.push(await timed(withdraw(id)));
}
const held = linkage.prepare<[], number>('select count(*) from record').pluck().get();
/** Milliseconds that a share of the changes took at the most. */
const at = (all: readonly Timed[], share: number, of: keyof Timed): string => {
  const sorted = all.map((one) => one[of]).sort((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
};
const figures = Object.entries(times).map(([what, all]) => ({
  ...{ what, p50: at(all, 0.5, 'linking'), p99: at(all, 0.99, 'linking') },
  ...{ wholeP50: at(all, 0.5, 'whole'), wholeP99: at(all, 0.99, 'whole') },
}));
if (options.json) console.log(JSON.stringify({ held, figures }));
else console.log(`one record of ${held}, in milliseconds, ${measured.length} each:`);
for (const { what, p50, p99, wholeP50, wholeP99 } of options.json ? [] : figures)
  console.log(`${what}: from the department's commit p50 ${p50}, p99 ${p99}; with it p50 ${wholeP50}, p99 ${wholeP99}`);
linkage.close();
await behind.close();
await hub.close();
if (options.data === undefined) rmSync(folder, { recursive: true, force: true });
