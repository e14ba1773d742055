import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measureHub } from './measuredProgram.ts';
import { atMost, type Figure, type Proof } from './proof.ts';

const makePeople = fileURLToPath(new URL('../../engines/linkage/bench/makePeople.ts', import.meta.url));
const COLUMNS = ['pid', 'rid', 'name', 'gender', 'dob', 'idno', 'phone', 'div', 'addr'];

const linesOf = (path: string): readonly string[] => readFileSync(path, 'utf8').trimEnd().split('\n');

/** Writes a file again without some columns; gives who each record is. */
function withoutColumns(from: string, to: string, dropped: readonly string[]): ReadonlyMap<string, string> {
  const kept = [...COLUMNS.keys()].filter((at) => !dropped.includes(COLUMNS[at] ?? ''));
  const persons = new Map<string, string>();
  const lines = linesOf(from).map((line) => {
    const cells = line.split(',');
    persons.set(cells[1] ?? '', cells[0] ?? '');
    return kept.map((at) => cells[at]).join(',');
  });
  writeFileSync(to, `${lines.join('\n')}\n`);
  return persons;
}

const atLeast = (what: string, measured: number, least: number): Figure => ({
  claim: `${what} ≥ ${least}`,
  measured: measured.toFixed(4),
  holds: measured >= least,
});

/** One link in so many may be wrong without a person having looked. */
const AUTOMATIC = 10_000;
const QUEUE = 0.025;

type Persons = ReadonlyMap<string, string>;

/** Best links first: what is found while hardly any is wrong, and what is found once a queue of the next ones was reviewed. */
function recallOf(
  path: string,
  first: Persons,
  second: Persons,
): { readonly automatic: number; readonly reviewed: number } {
  const held = new Set(second.values());
  const truth = [...first.values()].filter((person) => held.has(person)).length;
  const right = linesOf(path)
    .slice(1)
    .map((line) => {
      const [left = '', other = ''] = line.split(',');
      return first.get(left) === second.get(other);
    });
  let wrong = 0;
  let [pairs, found] = [0, 0];
  for (const [at, isRight] of right.entries()) {
    if (!isRight) wrong += 1;
    if (wrong * AUTOMATIC <= at + 1) [pairs, found] = [at + 1, at + 1 - wrong];
  }
  const queue = right.slice(pairs, pairs + Math.floor(first.size * QUEUE));
  return { automatic: found / truth, reviewed: (found + queue.filter(Boolean).length) / truth };
}

/** Two files of made-up people with the measured noise, linked from CSV by a guessed model without any truth. */
export const linkingOf = (people: number): Proof => ({
  name: 'linking',
  title: 'A million records linked with a million others',
  setting: `\`hub link-files\` on two files of \`engines/linkage/bench/makePeople.ts --people ${people} --seed 2026\`, two threads`,
  async prove(say) {
    const folder = mkdtempSync(join(tmpdir(), 'hub-prove-'));
    const [a, b, output] = ['a', 'b', 'links'].map((name) => join(folder, `${name}.csv`));
    if (a === undefined || b === undefined || output === undefined) throw new Error('Expected three names.');
    const link = async (dropped: readonly string[]) => {
      const persons = [a, b].map((path) => withoutColumns(path, `${path}.own.csv`, dropped));
      const inputs = [a, b].flatMap((path) => ['--input', `${path}.own.csv`]);
      say(`linking without ${dropped.join(' and ')}`);
      const figures = await measureHub(['link-files', ...inputs, '--id', 'rid', '--output', output, '--threads', '2']);
      return { figures, recall: recallOf(output, persons[0] ?? new Map(), persons[1] ?? new Map()) };
    };
    try {
      say('making up people');
      execFileSync(process.execPath, [
        '--max-old-space-size=8000',
        makePeople,
        '--people',
        String(people),
        '--seed',
        '2026',
        a,
        b,
      ]);
      const without = await link(['pid', 'idno']);
      const withNumbers = await link(['pid']);
      return [
        atMost('without ID numbers, from CSV to links', without.figures.seconds, 22, 's'),
        atMost('peak memory', without.figures.peakMb, 2560, 'MB'),
        atMost('with ID numbers, times as long', withNumbers.figures.seconds / without.figures.seconds, 1.5, ''),
        atLeast('without ID numbers, recall while one link in 10,000 is wrong', without.recall.automatic, 0.955),
        atLeast('recall after review of 2.5 % of the records', without.recall.reviewed, 0.985),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
});
