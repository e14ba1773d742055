/**
 * Times single changes of a solved city: `node engines/matching/bench/changes.ts [--needs 100000] [--kind NAME] [--json]`. A thousand
 * changes, a quarter each of a need inserted, a pair declined, a resource withdrawn and a matched need withdrawn; afterwards the objective
 * must be the bound of the prices, or the run fails. Milliseconds at the 50th, 95th and 99th percentile.
 */
import { parseArgs } from 'node:util';
import { openMarket } from '../src/index.ts';
import { createInstance, type InstanceKind, instanceKinds } from './instances.ts';

const CHANGES = 1000;
const { values } = parseArgs({
  options: {
    needs: { type: 'string', default: '100000' },
    kind: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const needCount = Number(values.needs);
const kinds = instanceKinds.filter(({ name }) => values.kind === undefined || name === values.kind);

const createDice = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

const measure = (kind: InstanceKind) => {
  const problem = createInstance(needCount, needCount / 5, kind, 1);
  const market = openMarket(problem);
  const dice = createDice(7);
  const served = (): number => {
    for (;;) {
      const need = dice(problem.needUnits.length);
      if (market.holdingsOf(need).length > 0) return need;
    }
  };
  const times: number[] = [];
  for (let change = 0; change < CHANGES; change++) {
    const need = served();
    const resource = market.holdingsOf(need)[0]?.resource ?? 0;
    const from = dice(problem.pairNeed.length - 28);
    const pairs = Array.from({ length: 28 }, (_, k) => ({
      resource: problem.pairResource[from + k] ?? 0,
      score: (problem.pairScore[from + k] ?? 0) + dice(50),
    }));
    const units = kind.mixedUnits ? 1 + dice(6) : 1;
    const start = performance.now();
    if (change % 4 === 0) market.insertNeed(units, pairs);
    else if (change % 4 === 1) market.declinePair(need, resource);
    else if (change % 4 === 2) market.withdrawResource(resource);
    else market.withdrawNeed(need);
    times.push(performance.now() - start);
  }
  if (market.dualBound() !== market.objective())
    throw new Error(`${kind.name}: ${market.objective()} and the bound ${market.dualBound()}`);
  times.sort((a, b) => a - b);
  const [p50 = 0, p95 = 0, p99 = 0] = [0.5, 0.95, 0.99].map((share) => times[Math.floor(share * CHANGES)]);
  return { kind: kind.name, p50, p95, p99 };
};

if (!values.json) console.log('| kind | p50 ms | p95 ms | p99 ms |\n| --- | --- | --- | --- |');
for (const kind of kinds) {
  const { p50, p95, p99 } = measure(kind);
  const cells = [kind.name, ...[p50, p95, p99].map((ms) => ms.toFixed(2))];
  console.log(values.json ? JSON.stringify({ kind: kind.name, p50, p95, p99 }) : `| ${cells.join(' | ')} |`);
}
