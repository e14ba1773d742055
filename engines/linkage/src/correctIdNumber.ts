import { parseResidentIdNumber } from '@hub/values';

/** What a record says of its holder beside the number; `null` where it does not say. */
export type HolderFacts = {
  /** `YYYY-MM-DD`. */
  readonly bornOn: string | null;
  readonly gender: 'FEMALE' | 'MALE' | 'UNKNOWN' | null;
};

const SIGNS = '0123456789X';

/** All texts that one typing slip may have made into this one: a sign replaced, or two neighbours swapped. */
const neighboursOf = (text: string): readonly string[] => {
  const found: string[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const [before, met, after] = [text.slice(0, at), text[at], text.slice(at + 1)];
    for (const sign of SIGNS) if (sign !== met && (sign !== 'X' || after === '')) found.push(before + sign + after);
    const next = after[0];
    if (next !== undefined && next !== met) found.push(`${before}${next}${met}${after.slice(1)}`);
  }
  return found;
};

/**
 * The resident ID numbers that one slip of the keyboard may have made into this 18-digit number whose check digit is wrong: valid, of a
 * known province, and not against what the record itself says of birth date and gender; in order. None for a valid number, for a
 * masked one, and for any other text. About fifteen when the record says nothing, rarely more than two with a birth date.
 * A candidate is no finding: the caller hashes them, and joins only where the holder of one has the same name and birth date.
 */
export const idNumberCorrections = (
  text: string,
  { bornOn, gender }: HolderFacts = { bornOn: null, gender: null },
): readonly string[] => {
  const code = text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  if (!/^(?:\d{17}[\dX]|\d{16}X\d)$/.test(code) || parseResidentIdNumber(code).ok) return [];
  const isPossible = (candidate: string): boolean => {
    const parsed = parseResidentIdNumber(candidate);
    if (!parsed.ok || parsed.warnings.includes('UNKNOWN_DIVISION')) return false;
    const { bornOn: born, gender: sex } = parsed.value;
    return (bornOn === null || bornOn === born) && (gender === null || gender === 'UNKNOWN' || gender === sex);
  };
  return [...new Set(neighboursOf(code))].filter(isPossible).sort();
};
