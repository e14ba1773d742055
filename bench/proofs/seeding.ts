import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureHub, type ProgramFigures } from './measuredProgram.ts';
import { atMost, type Proof } from './proof.ts';

const residents = 1_000_000;

/** A million residents, written slice by slice; the first line that speaks of catching up says that all rows and facts are in. */
export const seeding: Proof = {
  name: 'seeding',
  title: 'A district of a million residents',
  setting: `\`hub seed --residents ${residents}\`, SQLite, ended as soon as all rows and facts were written`,
  async prove(say) {
    const folder = mkdtempSync(join(tmpdir(), 'hub-prove-'));
    let written: ProgramFigures | undefined;
    try {
      await measureHub(['seed', '--residents', String(residents), '--data', folder], {
        onLine(line, figures) {
          if (line.startsWith('Seeding')) say(line);
          if (!line.startsWith('Catching up')) return undefined;
          written ??= figures;
          return 'end';
        },
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    if (!written) throw new Error('The seeding ended without a word of catching up.');
    return [
      atMost('rows and facts written in', written.seconds, 600, 's'),
      atMost('peak memory until then', written.peakMb, 1500, 'MB'),
    ];
  },
};
