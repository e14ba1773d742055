import { scopeOf, type Viewer } from '@hub/engine-policy';
import type { ParseText, RowScope, Subject } from '@hub/kernel';
import { type DayPart, dayParts, normaliseText, parseResidentIdNumber } from '@hub/values';
import type { HeldPaper, VolunteerRow } from './volunteer.entity.ts';

export const visibleVolunteers = (viewer: Viewer): RowScope => scopeOf(viewer, 'volunteer');

export const subjectOfVolunteer = ({ id, divisionCode, ownerOrganisationId, bornOn }: VolunteerRow): Subject => ({
  id,
  divisionCode,
  ownerOrganisationId,
  bornOn,
});

/** The one form in which an ID number is indexed: 18 signs when it is valid, else as written without spaces and case. */
export function indexedIdNumber(text: string): string {
  const parsed = parseResidentIdNumber(text);
  return parsed.ok ? parsed.value.text : normaliseText(text).toUpperCase();
}

/**
 * Reads the unified number (志愿者统一编号) of the volunteer with this ID number and day of birth: in capitals, and never
 * her ID number, which MZ/T 061-2015 forbids to use for it.
 */
export const numberOf =
  (idNumber: string | null, bornOn: string | null): ParseText =>
  (text) => {
    const number = normaliseText(text).toUpperCase();
    const isIdNumber = idNumber !== null && indexedIdNumber(number) === indexedIdNumber(idNumber);
    return number === '' || isIdNumber || isIdNumberOfBirth(number, bornOn)
      ? { ok: false, expected: 'a unified volunteer number, never an ID number' }
      : { ok: true, value: { text: number } };
  };

function isIdNumberOfBirth(text: string, bornOn: string | null): boolean {
  const parsed = parseResidentIdNumber(text);
  return parsed.ok && parsed.value.bornOn === bornOn;
}

/** Only the intake writes this column. */
export const certificatesIn = (text: string): readonly HeldPaper[] => JSON.parse(text) as HeldPaper[];

export interface WeeklyTime {
  /** 1 is Monday. */
  readonly weekday: number;
  readonly part: DayPart;
}

/** The times in bits 3 · weekday + part, where Monday and morning are 0; no bit means any time and gives an empty list. */
export const weeklyTimesIn = (windows: number): WeeklyTime[] =>
  Array.from({ length: 7 }, (_, weekday) =>
    dayParts.flatMap((part, index) =>
      (windows & (1 << (3 * weekday + index))) === 0 ? [] : [{ weekday: weekday + 1, part }],
    ),
  ).flat();
