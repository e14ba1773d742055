import {
  type AgreementInForce,
  fieldClasses,
  type LegalBasis,
  legalBases,
  type Purpose,
  purposes,
  type Viewer,
} from '@hub/engine-policy';
import { codesFromText, codesToText, type Refusal, refuse, type Subject } from '@hub/kernel';
import type { AgreementChangeRow, AgreementRow, AgreementScope } from './agreement.entity.ts';

export { fieldClasses, legalBases, purposes };

/** Operators and auditors read all agreements, everybody else her own organisation's. */
export const visibleAgreements = ({ role, organisation }: Viewer): AgreementScope =>
  role === 'operator' || role === 'auditor' ? 'ALL' : { organisation: organisation ?? '' };

export const mayKeepAgreements = ({ role }: Viewer): boolean => role === 'operator';

export const subjectOfAgreement = ({ id, organisationId }: AgreementRow): Subject => ({
  id,
  divisionCode: null,
  ownerOrganisationId: organisationId,
  bornOn: null,
});

export const subjectOfAgreementChange = ({ agreementId }: AgreementChangeRow): Subject => ({
  id: agreementId,
  divisionCode: null,
  ownerOrganisationId: null,
  bornOn: null,
});

/** What was agreed, as it is recorded and changed; changes leave out what stays. */
export interface Terms {
  readonly purposes: readonly Purpose[];
  readonly bases: readonly LegalBasis[];
  readonly divisions: readonly string[];
  readonly fieldClasses: readonly string[];
  readonly validFrom: string;
  readonly validTo: string;
  readonly impactAssessmentNumber: string;
  readonly documentNumber?: string | null | undefined;
}

export type TermsChange = { readonly [Term in keyof Terms]?: Terms[Term] | null | undefined };

const termColumns = (terms: Terms) => ({
  purposes: codesToText([...new Set(terms.purposes)]),
  bases: codesToText([...new Set(terms.bases)]),
  divisions: codesToText([...new Set(terms.divisions)]),
  fieldClasses: codesToText([...new Set(terms.fieldClasses)]),
  validFrom: terms.validFrom,
  validTo: terms.validTo,
  impactAssessmentNumber: terms.impactAssessmentNumber.trim(),
  documentNumber: terms.documentNumber?.trim() || null,
});

const placeForm = /^(\d{12}|[a-z]+_\w+)$/;

function lacking(terms: Terms): Refusal | null {
  if (terms.validTo < terms.validFrom)
    return refuse('AGREEMENT_ENDS_BEFORE_IT_BEGINS', { from: terms.validFrom, to: terms.validTo });
  for (const term of ['purposes', 'bases', 'divisions', 'fieldClasses'] as const) {
    if (terms[term].length === 0) return refuse('AGREEMENT_WITHOUT', { term });
  }
  const place = terms.divisions.find((division) => !placeForm.test(division));
  if (place !== undefined) return refuse('AGREEMENT_PLACE', { place });
  return terms.impactAssessmentNumber.trim() === ''
    ? refuse('AGREEMENT_WITHOUT', { term: 'impactAssessmentNumber' })
    : null;
}

export const record = (id: string, organisationId: string, terms: Terms): AgreementRow | Refusal =>
  lacking(terms) ?? { id, version: 1, organisationId, ...termColumns(terms) };

export const termsOf = (row: AgreementRow): Terms => ({
  purposes: codesFromText(row.purposes),
  bases: codesFromText(row.bases),
  divisions: codesFromText(row.divisions),
  fieldClasses: codesFromText(row.fieldClasses),
  validFrom: row.validFrom,
  validTo: row.validTo,
  impactAssessmentNumber: row.impactAssessmentNumber,
  documentNumber: row.documentNumber,
});

export function change(row: AgreementRow, wish: TermsChange): Partial<AgreementRow> | Refusal {
  const given = Object.entries(wish).filter(([term, value]) => value != null || term === 'documentNumber');
  const terms: Terms = { ...termsOf(row), ...Object.fromEntries(given) };
  return lacking(terms) ?? termColumns(terms);
}

/** What an agreement gives to one request: its classes where it names the purpose and the basis, and none of them otherwise. */
export function agreementInForce(
  row: AgreementRow,
  purpose: Purpose | null,
  basis: LegalBasis | null,
): AgreementInForce {
  const terms = termsOf(row);
  const covers = purpose !== null && terms.purposes.includes(purpose) && basis !== null && terms.bases.includes(basis);
  return { id: row.id, divisions: terms.divisions, fieldClasses: covers ? terms.fieldClasses : [] };
}
