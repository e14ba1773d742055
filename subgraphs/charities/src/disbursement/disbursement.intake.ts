import type { RecordReader } from '@hub/kernel';
import { serviceCodes } from '@hub/values';
import { type DisbursementRow, disbursedKinds, disbursedUnits } from './disbursement.entity.ts';

export type Given = Pick<
  DisbursementRow,
  'kind' | 'sourceId' | 'divisionCode' | 'serviceCode' | 'unit' | 'amount' | 'givenOn'
>;

/** What a referral says was given of our money or goods; `null` while nothing was. */
export function givenIn(record: RecordReader): Given | null {
  const state = record.text('state');
  const amount = record.integer('servedUnits', 0, Number.MAX_SAFE_INTEGER);
  if (state !== 'COMPLETED' || amount === 0) return null;
  return {
    kind: record.code('resourceKind', disbursedKinds),
    sourceId: record.text('resourceOwnerId'),
    divisionCode: record.text('divisionCode'),
    serviceCode: record.code('serviceCode', serviceCodes),
    unit: record.code('unit', disbursedUnits),
    amount,
    givenOn: record.day('endedOn'),
  };
}
