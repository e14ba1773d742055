import { accept, permit } from '@hub/kernel';
import type { SignedInContext } from '../context.ts';
import { reasonIn } from '../reason.rules.ts';
import type { AgreementRow } from './agreement.entity.ts';
import { change, mayKeepAgreements, record, type Terms, type TermsChange } from './agreement.rules.ts';

export interface RecordAgreementInput extends Terms {
  readonly organisation: string;
  readonly reason: string;
}

export async function recordAgreement(
  input: RecordAgreementInput,
  { agreements, viewer, ids, note }: SignedInContext,
): Promise<AgreementRow> {
  permit(mayKeepAgreements(viewer));
  const reason = accept(reasonIn(input.reason)).text;
  const agreement = accept(record(ids('agreement'), input.organisation, input));
  const row = await agreements.add(input, agreement, { changedBy: viewer.subject, reason });
  await note('AGREEMENT', `record ${row.id}`);
  return row;
}

export interface ChangeAgreementInput extends TermsChange {
  readonly id: string;
  readonly version: number;
  readonly reason: string;
}

export async function changeAgreement(
  input: ChangeAgreementInput,
  { agreements, viewer, note }: SignedInContext,
): Promise<AgreementRow> {
  permit(mayKeepAgreements(viewer));
  const reason = accept(reasonIn(input.reason)).text;
  const { id: _id, version: _version, reason: _reason, ...terms } = input;
  const row = await agreements.change(input, { changedBy: viewer.subject, reason }, (agreement) =>
    accept(change(agreement, terms)),
  );
  await note('AGREEMENT', `change ${row.id} to version ${row.version}`);
  return row;
}
