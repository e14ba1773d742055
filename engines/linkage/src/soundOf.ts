import { READINGS, SURNAME_READINGS } from './readingTable.ts';

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
