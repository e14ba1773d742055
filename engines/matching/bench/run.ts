/**
 * Times the exact core on the six kinds of synthetic city: `node engines/matching/bench/run.ts [needs = 100000]`. Resources are a fifth of
 * the needs, 28 pairs a need. Prints, for each kind, milliseconds to read the pairs from CSV in memory, to solve, and to check the
 * certificate. Every objective is proven by its certificate or the run fails.
 */
import { readNeedsCsv, readPairsCsv, readResourcesCsv } from '../src/files/index.ts';
import { checkCertificate, solveTransport, type TransportProblem } from '../src/index.ts';
import { createInstance, instanceKinds } from './instances.ts';

const needCount = Number(process.argv[2] ?? 100_000);
const encoder = new TextEncoder();
const since = (start: number): number => Math.round(performance.now() - start);

const csvOf = (header: string, count: number, rowOf: (k: number) => string): Uint8Array[] => {
  const chunks: Uint8Array[] = [encoder.encode(`${header}\n`)];
  for (let k = 0; k < count; k += 2048)
    chunks.push(
      encoder.encode(Array.from({ length: Math.min(2048, count - k) }, (_, j) => `${rowOf(k + j)}\n`).join('')),
    );
  return chunks;
};

const timeReading = (problem: TransportProblem): number => {
  const needsCsv = csvOf('id,units', problem.needUnits.length, (k) => `need_${k},${problem.needUnits[k]}`);
  const resourcesCsv = csvOf('id,capacity', problem.capacities.length, (k) => `resource_${k},${problem.capacities[k]}`);
  const pairsCsv = csvOf(
    'need_id,resource_id,score',
    problem.pairNeed.length,
    (k) => `need_${problem.pairNeed[k]},resource_${problem.pairResource[k]},${problem.pairScore[k]}`,
  );
  const start = performance.now();
  const needs = readNeedsCsv('needs.csv');
  needsCsv.forEach(needs.push);
  const resources = readResourcesCsv('resources.csv');
  resourcesCsv.forEach(resources.push);
  const pairs = readPairsCsv('pairs.csv', needs.finish(), resources.finish());
  pairsCsv.forEach(pairs.push);
  pairs.finish();
  return since(start);
};

console.log(`${needCount} needs × ${needCount / 5} resources`);
console.log('| kind | pairs | read ms | solve ms | check ms | objective | gap |');
console.log('| --- | --- | --- | --- | --- | --- | --- |');
for (const kind of instanceKinds) {
  const problem = createInstance(needCount, needCount / 5, kind, 1);
  const read = timeReading(problem);
  const solving = performance.now();
  const solution = solveTransport(problem);
  const solve = since(solving);
  const checking = performance.now();
  const { gap, faults } = checkCertificate(problem, solution.flow, solution.prices);
  const check = since(checking);
  if (gap !== 0 || faults.length > 0) throw new Error(`${kind.name}: gap ${gap}, ${faults.join(' ')}`);
  const row = [kind.name, problem.pairNeed.length, read, solve, check, solution.objective, gap];
  console.log(`| ${row.join(' | ')} |`);
}
