import { READINGS, SURNAME_READINGS } from './readingTable.ts';
import { endHash, nextHash, startHash } from './textTable.ts';

/** Sounds that input methods and dialects do not keep apart: zh/z, ch/c, sh/s at the start, ng/n at the end, l/n. */
const folded = (reading: string): string =>
  reading
    .replace(/^([zcs])h/, '$1')
    .replace(/ng$/, 'n')
    .replace(/^n(?=.)/, 'l');

const readings = new Map<string, string>();
for (const line of READINGS.trim().split(/\s+/u)) {
  const reading = line.match(/^[a-z]+/)?.[0] ?? '';
  for (const character of line.slice(reading.length)) readings.set(character, folded(reading));
}

const surnameReadings = new Map(
  SURNAME_READINGS.trim()
    .split(/\s+/u)
    .map((entry) => [entry.slice(0, 1), folded(entry.slice(1))] as const),
);

/**
 * How a normalised Chinese name sounds, toneless, one folded syllable a character; a character without a known reading
 * (and each Latin letter) stands for itself. Names of equal sound are what one clerk hears and another writes.
 */
export const soundOf = (name: string): string => {
  const syllables: string[] = [];
  for (const character of name) {
    const surname = syllables.length === 0 ? surnameReadings.get(character) : undefined;
    syllables.push(surname ?? readings.get(character) ?? character);
  }
  return syllables.join(' ');
};

const SPACE = 32;
/** Of each sign, the letters of its reading; of a sign without one, itself. */
const lettersOf = (known: ReadonlyMap<string, string>): readonly (Uint16Array | undefined)[] => {
  const letters: (Uint16Array | undefined)[] = new Array(0x10000);
  for (const [character, reading] of known)
    letters[character.charCodeAt(0)] = Uint16Array.from({ length: reading.length }, (_, at) => reading.charCodeAt(at));
  return letters;
};
const letters = lettersOf(readings);
const surnameLetters = lettersOf(new Map([...readings, ...surnameReadings]));

/** The hash of `soundOf` a name of signs of one UTF-16 unit each, without making the text. */
export const soundHashOf = (units: Uint16Array, length: number): number => {
  let hash = startHash;
  let end = 0;
  for (let at = 0; at < length; at += 1) {
    if (at > 0) {
      hash = nextHash(hash, SPACE);
      end += 1;
    }
    const unit = units[at] ?? 0;
    const reading = at === 0 ? surnameLetters[unit] : letters[unit];
    if (reading === undefined) {
      hash = nextHash(hash, unit);
      end += 1;
      continue;
    }
    for (let letter = 0; letter < reading.length; letter += 1) hash = nextHash(hash, reading[letter] ?? 0);
    end += reading.length;
  }
  return endHash(hash, end);
};
