import { scopeOf, type Viewer } from '@hub/engine-policy';
import type { RowScope, Subject } from '@hub/kernel';
import { normaliseText, parseResidentIdNumber } from '@hub/values';
import type { BeneficiaryRow } from './beneficiary.entity.ts';

export const visibleBeneficiaries = (viewer: Viewer): RowScope => scopeOf(viewer, 'beneficiary');

export const subjectOfBeneficiary = ({ id, divisionCode, ownerOrganisationId, bornOn }: BeneficiaryRow): Subject => ({
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
