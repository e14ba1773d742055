/**
 * Times the whole of `hub match-files`, files read and written, beside the C++ network simplex on the same files in the same run:
 * `node engines/matching/bench/files.ts [needs = 100000] [peer]`. The peer is `networkSimplex.cpp` of this folder, built as its head says;
 * without it its columns stay empty. Every objective is proven by the report's bound, or the run fails.
 */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createInstance, instanceKinds } from './instances.ts';

const needCount = Number(process.argv[2] ?? 100_000);
const peer = process.argv[3];
const hub = fileURLToPath(new URL('../../../hub/bin/hub.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'match-files-'));
const file = (name: string): string => join(folder, name);

const write = (name: string, header: string, count: number, rowOf: (k: number) => string): void => {
  const to = openSync(file(name), 'w');
  writeSync(to, `${header}\n`);
  for (let k = 0; k < count; k += 4096)
    writeSync(to, Array.from({ length: Math.min(4096, count - k) }, (_, j) => `${rowOf(k + j)}\n`).join(''));
  closeSync(to);
};

console.log(`${needCount} needs × ${needCount / 5} resources`);
console.log('| kind | pairs | seconds | MB | peer: seconds | ratio | objective |');
console.log('| --- | --- | --- | --- | --- | --- | --- |');
try {
  for (const kind of instanceKinds) {
    const problem = createInstance(needCount, needCount / 5, kind, 1);
    const { needUnits, capacities, pairNeed, pairResource, pairScore, pairMax } = problem;
    write('needs.csv', 'id,units', needUnits.length, (k) => `need_${k},${needUnits[k]}`);
    write('resources.csv', 'id,capacity', capacities.length, (k) => `resource_${k},${capacities[k]}`);
    const bound = pairMax === undefined ? '' : ',max_units';
    write('pairs.csv', `need_id,resource_id,score${bound}`, pairNeed.length, (k) => {
      const row = [`need_${pairNeed[k]}`, `resource_${pairResource[k]}`, pairScore[k]];
      return (pairMax === undefined ? row : [...row, pairMax[k]]).join(',');
    });
    const inputs = ['needs', 'resources', 'pairs'].map((name) => file(`${name}.csv`));
    const options = ['needs', 'resources', 'pairs'].flatMap((name, k) => [`--${name}`, inputs[k] ?? '']);
    const outputs = ['--output', file('matches.csv'), '--report', file('report.json'), '--prices', file('prices.csv')];
    const start = performance.now();
    const { status, stderr } = spawnSync(process.execPath, [hub, 'match-files', ...options, ...outputs]);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    if (status !== 0) throw new Error(String(stderr));
    const report = JSON.parse(readFileSync(file('report.json'), 'utf8'));
    if (report.gap !== 0) throw new Error(`${kind.name}: gap ${report.gap}`);
    const said = peer === undefined ? '' : String(spawnSync(peer, [...inputs, file('peer.csv')]).stdout);
    const [found = '', , , whole = ''] = said.trim().split(' ');
    if (found !== '' && Number(found) !== report.objective) throw new Error(`${kind.name}: the peer found ${found}`);
    const ratio = whole === '' ? '' : (Number(seconds) / Number(whole)).toFixed(2);
    const row = [kind.name, pairNeed.length, seconds, report.peakMemoryMb, whole, ratio, report.objective];
    console.log(`| ${row.join(' | ')} |`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
