import { HubError } from '@hub/kernel';
import { divisionLevel, isFormalTownship, parseDivisionCode } from '@hub/values';
import { type DivisionLevel, levels } from './division.entity.ts';

export const isAtOrAbove = (level: DivisionLevel, bound: DivisionLevel): boolean =>
  levels.indexOf(level) <= levels.indexOf(bound);

export const isAbove = (level: DivisionLevel, other: DivisionLevel): boolean =>
  levels.indexOf(level) < levels.indexOf(other);

/** The level that a 12-digit code says. */
export const levelOf = (code: string): DivisionLevel => divisionLevel(code);

/**
 * Whether a 12-digit code is that of a formal unit: its township digits are under 400 and so are its village digits, by the
 * National Bureau of Statistics' rules for division codes (国统字〔2009〕91号); farms, prisons and zones that only count like one are not.
 */
export function isFormal(code: string): boolean {
  const level = levelOf(code);
  if (level === 'TOWNSHIP') return isFormalTownship(code);
  return level !== 'VILLAGE' || Number(code.slice(9)) < firstQuasiVillage;
}

// 400 to 499 are quasi-neighbourhoods (类似居委会), 500 to 599 quasi-villages (类似村委会).
const firstQuasiVillage = 400;

/** All 12 digits for a code of 6, 9 or 12; what is no code at all is bad input. */
export function fullCodeOf(text: string): string {
  const parsed = parseDivisionCode(text);
  if (parsed.ok) return parsed.value;
  throw new HubError('BAD_USER_INPUT', 'BAD_VALUE', { field: 'id', expected: parsed.expected });
}
