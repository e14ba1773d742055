import { accept, found, type Language, permit } from '@hub/kernel';
import type { VariableDefault } from '@hub/schema';
import { classesIn } from '../change/answerRow.rules.ts';
import type { OperationsContext } from '../context.ts';
import type { FileFormat } from '../delivery/deliveryTarget.entity.ts';
import { wordsOf } from '../outcomes.ts';
import { lackingVariable, unfitDelegation } from '../schedule/schedule.rules.ts';
import { overridden, resolveVariables } from '../trusted-operation/trustedOperation.rules.ts';
import type { BulkExportRow } from './bulkExport.entity.ts';
import {
  cancel,
  exportClassesOf,
  mayExport,
  mayReadFile,
  notExportable,
  subjectOfExport,
  tooManyUnderWay,
  waitingExport,
} from './bulkExport.rules.ts';

export interface StartBulkExportInput {
  readonly operation: string;
  readonly delegation: string;
  readonly endDelegation?: boolean | null | undefined;
  readonly format: FileFormat;
  readonly variables?: readonly VariableDefault[] | null | undefined;
}

/** Enters an export; what is relative in its variables is worked out now, for whoever asks. */
export async function startBulkExport(input: StartBulkExportInput, context: OperationsContext): Promise<BulkExportRow> {
  const { viewer, bulkExports, loaders, sealed, shapes, rightOf, ids, today } = context;
  permit(mayExport(viewer));
  const operation = found(await loaders.operationById.load(input.operation), 'TrustedOperation');
  const variables = accept(overridden(operation, input.variables ?? []));
  const refusals = [
    notExportable(operation),
    lackingVariable(variables),
    tooManyUnderWay(await bulkExports.underWay()),
  ];
  for (const refusal of refusals) if (refusal) accept(refusal);
  const unfit = unfitDelegation(operation, await rightOf(input.delegation));
  if (unfit) accept(unfit);
  const id = ids('export');
  const values = JSON.stringify(resolveVariables(variables, {}, viewer, today));
  const row = waitingExport(id, operation, input, context, {
    variablesSealed: sealed.bulkExport.seal(id, 'variables', values) ?? '',
    fieldClasses: classesIn(shapes(operation.document).sets),
  });
  return bulkExports.add(input, row);
}

export const cancelBulkExport = (
  input: { readonly id: string; readonly version: number },
  { bulkExports, now }: OperationsContext,
): Promise<BulkExportRow> => bulkExports.end(input, (row) => accept(cancel(row, now)));

/** A piece of the file for its owner, under a purpose that gives all classes in it; each reading is noted as a disclosure of the export. */
export async function readPiece(
  row: BulkExportRow,
  number: number,
  { bulkExports, viewer, guard, now }: OperationsContext,
): Promise<string | null> {
  if (!mayReadFile(row, viewer, now)) return null;
  const classes = exportClassesOf(row);
  for (const fieldClass of classes) {
    const verdict = guard.decide(fieldClass, null);
    if (verdict.allowed) continue;
    guard.withhold('BulkExport.piece', fieldClass, verdict.needed);
    return null;
  }
  const piece = await bulkExports.piece(row.id, number);
  if (piece !== null) for (const one of classes) guard.disclose('BulkExport', subjectOfExport(row), one, false);
  return piece;
}

/** What became of an export, or what holds it up, in words. */
export const exportOutcomeText = ({ outcome }: BulkExportRow, language: Language): string | null =>
  wordsOf(outcome, language);
