import { volunteerPlatform } from '@hub/engine-population';
import { demonstrationDivision } from './demonstrationDistrict.ts';

export interface AgreementRecord {
  readonly id: string;
  readonly organisationId: string;
  readonly purposes: readonly string[];
  readonly bases: readonly string[];
  readonly divisionCode: string;
  readonly fieldClasses: readonly string[];
  readonly validFrom: string;
  readonly validTo: string;
  readonly impactAssessmentNumber: string;
  readonly documentNumber: string;
}

const bases = ['CONTRACT', 'CONSENT', 'GUARDIAN_CONSENT'];
const ofCharity = {
  purposes: ['CHARITY_AID', 'RESOURCE_MATCHING'],
  fieldClasses: ['REFERENCE', 'CASE', 'PERSONAL', 'CONTACT', 'ASSISTANCE'],
};
const ofPlatform = {
  purposes: ['VOLUNTEER_DISPATCH', 'RESOURCE_MATCHING'],
  fieldClasses: ['REFERENCE', 'CASE', 'PERSONAL', 'CONTACT'],
};

/** The agreements that the synthetic district has signed: one with each charity, and one with the volunteer platform. */
export function demonstrationAgreements(charityIds: readonly string[], today: string): readonly AgreementRecord[] {
  const year = Number(today.slice(0, 4));
  const signed = (organisationId: string, terms: typeof ofCharity, ordinal: number): AgreementRecord => ({
    id: `agreement_${organisationId}`,
    organisationId,
    ...terms,
    bases,
    divisionCode: demonstrationDivision,
    validFrom: `${year - 1}-01-01`,
    validTo: `${year + 5}-12-31`,
    impactAssessmentNumber: `PIA-${year - 1}-${String(ordinal).padStart(3, '0')}`,
    documentNumber: `西民函〔${year - 1}〕${ordinal}号`,
  });
  return [
    signed(volunteerPlatform, ofPlatform, 1),
    ...charityIds.map((charity, place) => signed(charity, ofCharity, place + 2)),
  ];
}
