import type { CalendarDate } from './calendarDate.ts';
import { accepted, type Parsed, refused } from './parsed.ts';
import { maskIdNumberShort, parseResidentIdNumber, type ResidentIdNumber } from './residentIdNumber.ts';
import { compactCode } from './text.ts';

/** The seven categories of GB/T 26341-2010, in the order of their digits 1 to 7: 视力 听力 言语 肢体 智力 精神 多重. */
export const disabilityCategories = [
  'VISUAL',
  'HEARING',
  'SPEECH',
  'PHYSICAL',
  'INTELLECTUAL',
  'MENTAL',
  'MULTIPLE',
] as const;
export type DisabilityCategory = (typeof disabilityCategories)[number];

/** A disability certificate number (残疾人证号): identity number, category and level in one, hence more sensitive than either. */
export interface DisabilityCertificateNumber {
  readonly text: string;
  readonly idNumber: ResidentIdNumber;
  readonly category: DisabilityCategory;
  /** 1 is the most severe. */
  readonly level: 1 | 2 | 3 | 4;
  /** How often it was issued again after a loss; 0 for the first issue. */
  readonly reissue: number;
}

const expected = 'an identity number of 18 signs, a category 1-7, a level 1-4, and B with a number when issued again';

/** Reads the 20 signs of a first issue, or 22 and more with `B` and the count of re-issues; warnings are those of the identity number. */
export function parseDisabilityCertificate(text: string, today?: CalendarDate): Parsed<DisabilityCertificateNumber> {
  const code = compactCode(text);
  if (code === '') return refused('CERTIFICATE_BLANK', 'nothing', expected);
  if (code.length < 20 || code.length > 23 || code.length === 21)
    return refused('CERTIFICATE_LENGTH', `${code.length} signs`, expected);
  const idNumber = parseResidentIdNumber(code.slice(0, 18), today);
  if (!idNumber.ok) return idNumber;
  const category = disabilityCategories[Number(code[18]) - 1];
  const level = levelOf(code.charAt(19));
  if (category === undefined)
    return refused('DISABILITY_CATEGORY_UNKNOWN', 'another sign than 1-7 at place 19', expected);
  if (level === undefined) return refused('DISABILITY_LEVEL_UNKNOWN', 'another sign than 1-4 at place 20', expected);
  const ending = code.slice(20);
  if (ending !== '' && !/^B[1-9]\d?$/.test(ending))
    return refused('CERTIFICATE_ENDING', 'another ending than B and a number', expected);
  return accepted(
    { text: code, idNumber: idNumber.value, category, level, reissue: Number(ending.slice(1)) },
    idNumber.warnings,
  );
}

/** Hides all but 4 and 2 signs of the identity number, and category and level whole, because they tell of somebody's health. */
export function maskDisabilityCertificate(text: string): string {
  const code = compactCode(text);
  return `${maskIdNumberShort(code.slice(0, 18))}${'*'.repeat(Math.max(0, code.length - 18))}`;
}

function levelOf(digit: string): 1 | 2 | 3 | 4 | undefined {
  return ([1, 2, 3, 4] as const).find((level) => String(level) === digit);
}
