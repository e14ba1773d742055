import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { atMost, type Proof } from './proof.ts';

const run = promisify(execFile);
const inBench = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));
const inEngine = (name: string): string => inBench(`../engines/linkage/bench/${name}`);

async function figuresOf(bench: string, args: readonly string[]): Promise<unknown> {
  const { stdout } = await run(process.execPath, ['--max-old-space-size=8000', bench, '--json', ...args]);
  return JSON.parse(stdout);
}

const people = 1_400_000;
/** A million records of residents, clients, beneficiaries and volunteers. */
const residents = 545_000;

/** What one record more costs: in the engine beside a million others, and in a whole hub until it is on the disk whose it is. */
export const oneRecord: Proof = {
  name: 'one-record',
  title: 'One record more',
  setting: `\`engines/linkage/bench/peopleIndex.ts --new 20000 --rounds 3\` against the first file of \`makePeople.ts --people ${people} --seed 2026\` without ID numbers, and \`bench/oneRecord.ts --residents ${residents}\`, 300 records each, added, changed and withdrawn one after the other in a hub with all its readers once its first matching run was stored, from the department's commit to that of the people index`,
  async prove(say, { district }) {
    const folder = mkdtempSync(join(tmpdir(), 'hub-prove-'));
    const [first, second] = ['a.csv', 'b.csv'].map((name) => join(folder, name));
    try {
      say('making up people');
      const making = ['--people', String(people), '--seed', '2026', first ?? '', second ?? ''];
      execFileSync(process.execPath, ['--max-old-space-size=8000', inEngine('makePeople.ts'), ...making]);
      say('one record beside a million in the engine');
      const engine = await figuresOf(inEngine('peopleIndex.ts'), ['--drop', 'pid,idno', '--rounds', '3', first ?? '']);
      const { held, p99 } = engine as { readonly held: number; readonly p99: number }; // as the bench prints it
      say('one record in a hub');
      const hub = await figuresOf(inBench('oneRecord.ts'), [
        ...['--residents', String(residents)],
        ...['--data', district ?? join(folder, 'district')],
      ]);
      // As the bench prints it.
      const { held: records, figures } = hub as {
        readonly held: number;
        readonly figures: readonly { readonly what: string; readonly p50: string; readonly p99: string }[];
      };
      return [
        atMost(`in the engine beside ${held.toLocaleString('en')} records, 99th percentile`, p99, 100, 'µs'),
        ...figures.map((one) =>
          atMost(
            `durably ${one.what} beside ${records.toLocaleString('en')} records, 99th percentile (median ${one.p50} ms)`,
            Number(one.p99),
            20,
            'ms',
          ),
        ),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
