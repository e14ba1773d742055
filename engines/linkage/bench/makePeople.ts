/**
 * Writes two CSV files of made-up people as two departments would keep them: whole households, 43 % of the people in both files,
 * each file in an order of its own. The noise follows the profile of the sample that the engine is measured with; with --noise X all of it is
 * X times as frequent, --empty X the same for empty fields; --twins, --shared-phone and --generation-names change the families.
 * Arguments: --people N --seed S A.csv B.csv. Each file gets about 0.715 N records.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { householdOf } from './people/household.ts';
import { Chance } from './people/random.ts';
import { KEEPING, type Keeping, lineOf } from './people/writing.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    people: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    noise: { type: 'string', default: '1' },
    empty: { type: 'string', default: '1' },
    twins: { type: 'string', default: '0.02' },
    'shared-phone': { type: 'string', default: '0.85' },
    'generation-names': { type: 'string', default: '0.05' },
  },
});
const [pathA, pathB] = positionals;
if (pathA === undefined || pathB === undefined) throw new RangeError('Expected two paths.');

const scaled = <Shares extends Readonly<Record<string, number>>>(shares: Shares, by: number): Shares =>
  Object.fromEntries(Object.entries(shares).map(([key, share]) => [key, Math.min(0.95, share * by)])) as Shares;
const [noise, empty] = [Number(options.noise), Number(options.empty)];
const keepings = KEEPING.map(
  (keeping): Keeping => ({
    ...keeping,
    ...scaled({ moved: keeping.moved, otherPhone: keeping.otherPhone, masked: keeping.masked }, noise),
    empty: scaled(keeping.empty, empty),
    wrong: scaled(keeping.wrong, noise),
  }),
);
const families = {
  sharedPhone: Number(options['shared-phone']),
  twins: Number(options.twins),
  generationNames: Number(options['generation-names']),
};

const chance = new Chance(Number(options.seed));
const lines: [string[], string[]] = [[], []];
for (let id = 0; id < Number(options.people); ) {
  for (const who of householdOf(chance, id, families)) {
    id += 1;
    const where = chance.share();
    for (const [f, keeping] of keepings.entries()) {
      if (where < 0.43 || where < 0.715 === (f === 0)) lines[f]?.push(`${who.id},${lineOf(chance, who, keeping)}\n`);
    }
  }
}
for (const [f, path] of [pathA, pathB].entries()) {
  const own = lines[f] ?? [];
  chance.shuffle(own);
  const file = openSync(path, 'w');
  writeSync(file, 'pid,rid,name,gender,dob,idno,phone,div,addr\n');
  for (let from = 0; from < own.length; from += 20_000) {
    const part = own.slice(from, from + 20_000);
    writeSync(file, part.map((line, at) => line.replace(',', `,${f === 0 ? 'A' : 'B'}${from + at},`)).join(''));
  }
  closeSync(file);
}
