import { codesToText, type IntakeKind } from '@hub/kernel';
import { fieldClasses, legalBases, purposes } from './agreement.rules.ts';

/** Agreements of the synthetic district, as a hub is handed over with those that were signed before. */
export const agreementIntake: IntakeKind = {
  table: 'agreement',
  factKind: 'agreement',
  toRow: (record) => ({
    id: record.text('id'),
    organisationId: record.text('organisationId'),
    purposes: codesToText(record.codes('purposes', purposes)),
    bases: codesToText(record.codes('bases', legalBases)),
    divisions: codesToText([record.text('divisionCode')]),
    fieldClasses: codesToText(record.codes('fieldClasses', fieldClasses)),
    validFrom: record.day('validFrom'),
    validTo: record.day('validTo'),
    impactAssessmentNumber: record.text('impactAssessmentNumber'),
    documentNumber: record.optionalText('documentNumber'),
  }),
};
