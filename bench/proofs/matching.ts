import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { atMost, type Figure, type Proof } from './proof.ts';

const inBench = (name: string): string =>
  fileURLToPath(new URL(`../../engines/matching/bench/${name}`, import.meta.url));
const run = promisify(execFile);

/** Runs a bench of the engine and gives the one row that it prints. */
async function rowOf(bench: string, args: readonly string[]): Promise<unknown> {
  const { stdout } = await run(process.execPath, ['--max-old-space-size=5000', inBench(bench), '--json', ...args]);
  return JSON.parse(stdout);
}

interface FilesRow {
  readonly seconds: number;
  readonly peakMb: number;
  readonly peerSeconds: number | null;
}
const filesRow = async (args: readonly string[]) => (await rowOf('files.ts', args)) as FilesRow; // as the bench prints it

const city = [1, 0.6, 0.4].flatMap((supply) =>
  ['single', 'mixed'].map((units) => `supply × ${supply}, ${units} units`),
);
const hard = [
  'supply exactly × 1, mixed units',
  'at most 3 units a pair, supply × 1',
  '3 different scores, supply × 1',
  'pairs anywhere, supply × 1',
  'pairs anywhere, scores to 10⁹',
];

/** Builds the C++ peer into a folder; `null` where it cannot be built here. */
function buildPeer(folder: string, say: (line: string) => void): string | null {
  const program = join(folder, 'networkSimplex');
  const source = inBench('networkSimplex.cpp');
  const { status } = spawnSync('g++', ['-O2', '-std=c++17', '-o', program, source, '-llemon'], { stdio: 'ignore' });
  if (status === 0) return program;
  say('no C++ compiler or no LEMON here: the peer is left out');
  return null;
}

/** The whole command beside its peer on the same files in the same run. */
export const matching: Proof = {
  name: 'matching',
  title: 'A hundred thousand needs matched from files',
  setting:
    '`hub match-files` on the instances of `engines/matching/bench/files.ts` (100,000 needs × 20,000 resources, 2.8 million pairs, seed 1), files read and written; the peer is LEMON’s network simplex in C++ on the same files right after it; every objective is proven by its bound and equal to the peer’s',
  async prove(say) {
    const folder = mkdtempSync(join(tmpdir(), 'hub-prove-'));
    try {
      const peer = buildPeer(folder, say);
      const figures: Figure[] = [];
      let peakMb = 0;
      for (const kind of [...city, ...hard]) {
        say(kind);
        const row = await filesRow(['--kind', kind, ...(peer === null ? [] : ['--peer', peer])]);
        peakMb = Math.max(peakMb, row.peakMb);
        if (row.peerSeconds === null) figures.push(atMost(kind, row.seconds, 60, 's'));
        else figures.push(besidePeer(kind, row.seconds, row.peerSeconds));
      }
      return [...figures, atMost('peak memory of all of them', peakMb, 500, 'MB')];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const MOST_OF_PEER = 0.5;

const besidePeer = (kind: string, seconds: number, peer: number): Figure => ({
  claim: `${kind}: at most half of the peer's time`,
  measured: `${seconds.toFixed(1)} s of ${peer.toFixed(1)} s, ${(seconds / peer).toFixed(2)}`,
  holds: seconds <= MOST_OF_PEER * peer,
});

export const matchingAMillion: Proof = {
  name: 'matching-million',
  title: 'A million needs matched from files',
  setting:
    '`hub match-files` on `supply × 0.6, mixed units` of `engines/matching/bench/files.ts` with 1,000,000 needs × 200,000 resources and 28 million pairs; the objective is proven by its bound',
  async prove(say) {
    say('making a city of a million');
    const { seconds, peakMb } = await filesRow(['--needs', '1000000', '--kind', 'supply × 0.6, mixed units']);
    return [atMost('files read and written', seconds, 120, 's'), atMost('peak memory', peakMb, 2048, 'MB')];
  },
};

export const matchingChanges: Proof = {
  name: 'matching-changes',
  title: 'One change among a hundred thousand needs',
  setting:
    '`engines/matching/bench/changes.ts`: 100,000 needs × 20,000 resources, a thousand changes, a quarter each of a need inserted, a pair declined, a resource withdrawn and a matched need withdrawn; the objective afterwards is proven by its bound',
  async prove(say) {
    const figures: Figure[] = [];
    for (const kind of city) {
      say(kind);
      const { p95 } = (await rowOf('changes.ts', ['--kind', kind])) as { readonly p95: number }; // as the bench prints it
      figures.push(atMost(`${kind}, 95th percentile`, p95, 5, 'ms'));
    }
    return figures;
  },
};
