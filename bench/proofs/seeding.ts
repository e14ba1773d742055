import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureHub, type ProgramFigures } from './measuredProgram.ts';
import { atMost, type Proof } from './proof.ts';

const residents = 1_000_000;
const secondsBetween = 10;

/**
 * A million residents, written slice by slice: the first line that speaks of catching up says that all rows and facts are in, and when
 * only the matching run is waited for, all records are linked and all copies made.
 */
export const seeding: Proof = {
  name: 'seeding',
  title: 'A district of a million residents',
  setting: `\`hub seed --residents ${residents}\`, SQLite, ended as soon as all records were linked`,
  async prove(say) {
    const folder = mkdtempSync(join(tmpdir(), 'hub-prove-'));
    let written: ProgramFigures | undefined;
    let linked: ProgramFigures | undefined;
    let said = 0;
    try {
      await measureHub(['seed', '--residents', String(residents), '--data', folder], {
        onLine(line, figures) {
          if (line.startsWith('Seeding') || figures.seconds > said + secondsBetween) {
            said = figures.seconds;
            say(line);
          }
          if (line.startsWith('Catching up')) written ??= figures;
          if (line !== 'Catching up: matching runs') return undefined;
          linked ??= figures;
          return 'end';
        },
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    if (!written || !linked) throw new Error('The seeding ended before all records were linked.');
    return [
      atMost('rows and facts written in', written.seconds, 600, 's'),
      atMost('peak memory until then', written.peakMb, 1500, 'MB'),
      atMost('all records linked after that in', linked.seconds - written.seconds, 1800, 's'),
      atMost('peak memory in all', linked.peakMb, 4096, 'MB'),
    ];
  },
};
