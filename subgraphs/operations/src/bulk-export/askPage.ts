import { type AskPort, faultFields, type Opening } from '@hub/kernel';
import { type AnswerShapes, pageVariable, type Questions } from '@hub/schema';
import { nextCursor } from '../change/answerPage.rules.ts';
import { type AnswerRow, rowsOf } from '../change/answerRow.rules.ts';
import { type Failing, failingOf, gatewayAway, timedOut } from '../schedule-run/attempt.rules.ts';
import type { Seals } from '../seals.ts';
import type { TrustedOperationRow } from '../trusted-operation/trustedOperation.entity.ts';
import type { BulkExportRow } from './bulkExport.entity.ts';

export interface AskingPages {
  readonly opening: Pick<Opening, 'log'>;
  readonly sealed: Pick<Seals, 'bulkExport'>;
  readonly questions: Questions;
  readonly shapes: AnswerShapes;
}

export type PageAnswered =
  | { readonly failing: Failing }
  | { readonly rows: readonly AnswerRow[]; readonly cost: number; readonly after: string | null };

/** Asks for the page after the last one that is kept, under the delegation of the export, which is resolved anew. */
export async function askPage(
  { opening, sealed, questions, shapes }: AskingPages,
  { ask, signal }: { readonly ask: AskPort; readonly signal: AbortSignal },
  row: BulkExportRow,
  { document }: Pick<TrustedOperationRow, 'document'>,
): Promise<PageAnswered> {
  const { text: query, list } = questions.paged(document);
  const { id: requestId, delegationId: delegation, owner: subject, language } = row;
  const given = sealed.bulkExport.open(row.id, 'variables', row.variablesSealed) ?? '{}';
  const values = JSON.parse(given) as Readonly<Record<string, unknown>>;
  const variables = list === null ? values : { ...values, [pageVariable]: row.pageAfter };
  try {
    const told = await ask({ delegation, subject, query, variables, requestId, language }, signal);
    const failing = failingOf(told);
    if (failing) return { failing };
    const { rows, unanswered } = rowsOf(shapes(document).sets, told.data ?? {});
    // A list that was not answered would be a file without its rows.
    if (unanswered.length > 0 && rows.length === 0) return { failing: notAnswered };
    return { rows, cost: told.cost, after: list === null ? null : nextCursor(told.data?.[list]) };
  } catch (fault) {
    if (signal.aborted) return { failing: { ...timedOut, wasAsked: false } };
    opening.log.warn('gateway not reached', { export: row.id, ...faultFields(fault) });
    return { failing: gatewayAway };
  }
}

const notAnswered: Failing = { outcome: 'FORBIDDEN', isPassing: false, wasAsked: true };
