import { scopeOf, type Viewer } from '@hub/engine-policy';
import type { RowScope, Subject } from '@hub/kernel';
import { normaliseText, parseResidentIdNumber } from '@hub/values';
import type { SealedColumns } from '@hub/vault';
import type { BirthColumns, ResidentRow } from './resident.entity.ts';

export const visibleResidents = (viewer: Viewer): RowScope => scopeOf(viewer, 'resident');

export const subjectOfResident = ({ id, divisionCode, ownerOrganisationId, bornOn }: ResidentRow): Subject => ({
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

/** The day of birth: the one written down, else the one in a valid ID number, so that no child is left unprotected by a gap. */
export function bornOnOf(written: string | null, idNumber: string | null): string | null {
  if (written !== null || idNumber === null) return written;
  const parsed = parseResidentIdNumber(idNumber);
  return parsed.ok ? parsed.value.bornOn : null;
}

/** The day of birth of a stored resident. */
export const openedBornOn = (
  { id, bornOnSealed, idNumberSealed }: BirthColumns,
  sealed: SealedColumns,
): string | null =>
  bornOnSealed === null
    ? bornOnOf(null, sealed.open(id, 'idNumber', idNumberSealed))
    : sealed.open(id, 'bornOn', bornOnSealed);
