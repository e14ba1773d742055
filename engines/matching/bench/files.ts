/**
 * Times the whole of `hub match-files`, files read and written, beside the C++ network simplex on the same files in the same run:
 * `node engines/matching/bench/files.ts [--needs 100000] [--kind NAME] [--peer PROGRAM] [--json]`. The peer is `networkSimplex.cpp` of this
 * folder, built as its head says; without it its columns stay empty. Every objective is proven by the report's bound, or the run fails.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createInstance, type InstanceKind, instanceKinds } from './instances.ts';
import { layInstance } from './layInstance.ts';

const { values } = parseArgs({
  options: {
    needs: { type: 'string', default: '100000' },
    kind: { type: 'string' },
    peer: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const needCount = Number(values.needs);
const kinds = instanceKinds.filter(({ name }) => values.kind === undefined || name === values.kind);
if (kinds.length === 0)
  throw new RangeError(`No kind "${values.kind}": expected ${instanceKinds.map(({ name }) => name).join(' | ')}.`);
const hub = fileURLToPath(new URL('../../../hub/bin/hub.js', import.meta.url));

/** One row of the table; the peer's seconds are null where there is no peer. */
interface Row {
  readonly kind: string;
  readonly pairs: number;
  readonly seconds: number;
  readonly peakMb: number;
  readonly peerSeconds: number | null;
  readonly objective: number;
}

const measure = (kind: InstanceKind, folder: string): Row => {
  const problem = createInstance(needCount, needCount / 5, kind, 1);
  const [needs, resources, pairs] = layInstance(problem, folder);
  const made = (name: string): string => join(folder, name);
  const inputs = ['--needs', needs, '--resources', resources, '--pairs', pairs];
  const outputs = ['--output', made('matches.csv'), '--report', made('report.json'), '--prices', made('prices.csv')];
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [hub, 'match-files', ...inputs, ...outputs]);
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(String(stderr));
  const { objective, gap, peakMemoryMb } = JSON.parse(readFileSync(made('report.json'), 'utf8'));
  if (gap !== 0) throw new Error(`${kind.name}: gap ${gap}`);
  const row = { kind: kind.name, pairs: problem.pairNeed.length, seconds, peakMb: peakMemoryMb, objective };
  if (values.peer === undefined) return { ...row, peerSeconds: null };
  const peer = spawnSync(values.peer, [needs, resources, pairs, made('peer.csv')]);
  if (peer.status !== 0) throw new Error(`${values.peer} ended with ${peer.status}: ${peer.stderr}`);
  const [found, , , whole] = String(peer.stdout).trim().split(' ').map(Number);
  if (found !== objective) throw new Error(`${kind.name}: ${objective} here, and the peer found ${found}`);
  return { ...row, peerSeconds: whole ?? null };
};

const lineOf = ({ kind, pairs, seconds, peakMb, peerSeconds, objective }: Row): string => {
  const [peer, ratio] = peerSeconds === null ? ['', ''] : [peerSeconds.toFixed(1), (seconds / peerSeconds).toFixed(2)];
  return `| ${[kind, pairs, seconds.toFixed(1), peakMb, peer, ratio, objective].join(' | ')} |`;
};

if (!values.json) {
  console.log(`${needCount} needs × ${needCount / 5} resources`);
  console.log('| kind | pairs | seconds | MB | peer: seconds | ratio | objective |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
}
const folder = mkdtempSync(join(tmpdir(), 'match-files-'));
try {
  for (const kind of kinds) {
    const row = measure(kind, folder);
    console.log(values.json ? JSON.stringify(row) : lineOf(row));
  }
} finally {
  rmSync(folder, { recursive: true });
}
