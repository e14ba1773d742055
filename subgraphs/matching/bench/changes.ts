/**
 * Times single changes in a thrown district, from what a department publishes to the stored answer, reading and writing included:
 * `node subgraphs/matching/bench/changes.ts [--needs 10000] [--volunteers 2000] [--changes 10] [--store SQLite]`. Processor time of
 * the whole process and time that passes, in milliseconds.
 */
import { parseArgs } from 'node:util';
import { openStore } from '@hub/kernel';
import type { MatchingTables } from '../src/tables.ts';
import type { Published } from '../test/departments.ts';
import { north } from '../test/district.ts';
import { openedMatching } from '../test/opened.ts';
import { thrownDistrict } from '../test/thrownDistrict.ts';

const { values } = parseArgs({
  options: {
    needs: { type: 'string', default: '10000' },
    volunteers: { type: 'string', default: '2000' },
    changes: { type: 'string', default: '10' },
    store: { type: 'string', default: 'SQLite' },
  },
});
const sideMetres = 15_000;
const place = (dice: (below: number) => number) => ({
  ...north(dice(sideMetres)),
  longitude: 111.2917 + dice(sideMetres) / 95_600,
});
const district = thrownDistrict(1, Number(values.needs), Number(values.volunteers), { place, mostHours: 20 });

const start = performance.now();
const opened = await openedMatching(values.store === 'PostgreSQL' ? 'PostgreSQL' : 'SQLite', ...district.all);
console.log(`${values.needs} needs, ${values.volunteers} volunteers: open and matched after ${seconds(start)} s`);
const { reads, close } = await openStore<MatchingTables>({ location: opened.location, entities: [], migrations: [] });
const lastRun = () =>
  reads.selectFrom('matchRun').select(['key', 'kind']).orderBy('key', 'desc').limit(1).executeTakeFirstOrThrow();

const changes: Readonly<Record<string, () => Published>> = {
  'a changed need': district.changedNeed,
  'a new need': district.newNeed,
  'a withdrawn volunteer': district.withdrawnVolunteer,
};
for (const [name, change] of Object.entries(changes)) {
  const taken: { readonly kind: string; readonly processor: number; readonly passed: number }[] = [];
  for (let round = 0; round < Number(values.changes); round++) taken.push(await timed(change()));
  const full = taken.filter(({ kind }) => kind === 'FULL').length;
  const told = (['processor', 'passed'] as const).map((what) => `${what} ${quantiles(taken.map((one) => one[what]))}`);
  console.log(`${name}: ${told.join(', ')} ms (median, worst); ${full} of ${taken.length} runs were full`);
}
console.log(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
await close();
await opened.close();

async function timed(change: Published) {
  const before = await lastRun();
  const processor = process.cpuUsage();
  const began = performance.now();
  await opened.departments.publish(change);
  let now = await lastRun();
  for (; now.key === before.key; now = await lastRun()) await new Promise((resolve) => setTimeout(resolve, 5));
  const { user, system } = process.cpuUsage(processor);
  return { kind: now.kind, processor: (user + system) / 1000, passed: performance.now() - began };
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}

function quantiles(numbers: readonly number[]): string {
  const sorted = numbers.toSorted((a, b) => a - b);
  return `${(sorted[sorted.length >> 1] ?? 0).toFixed(0)}, ${(sorted.at(-1) ?? 0).toFixed(0)}`;
}
