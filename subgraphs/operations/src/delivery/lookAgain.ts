import type { AskPort, Store } from '@hub/kernel';
import type { AnswerShapes } from '@hub/schema';
import { keyOf, rowsOf } from '../change/answerRow.rules.ts';
import { type Fates, matchColumnsOf } from '../change/matchChange.rules.ts';
import { compareRows, knownAfter } from '../change/rowChange.rules.ts';
import type { RunResult } from '../schedule-run/runResult.ts';
import type { OperationsTables } from '../tables.ts';
import { changeFromText, moveOf, rowFromText } from './delivery.rules.ts';
import { type DeliverySeals, deliveredRows, lanesOfSchedule, openContent } from './deliveryQueue.repository.ts';

export interface LookAgainParts {
  readonly store: Store<OperationsTables>;
  readonly seals: DeliverySeals;
  readonly shapes: AnswerShapes;
}

export type LookAgain = (result: RunResult, ask: AskPort, signal: AbortSignal) => Promise<Fates>;

const mostAsked = 50;

/**
 * Asks, under the same delegation, what became of needs that left an answer which does not tell their status: a need that is gone from
 * the open ones may be met, withdrawn, or out of sight. What is not answered stays unknown, and delays nothing.
 */
export const lookAgainWith =
  ({ store, seals, shapes }: LookAgainParts): LookAgain =>
  async (result, ask, signal) => {
    const { document, data, scheduleId, delegationId, runId } = result;
    const sets = document.startsWith('mutation') ? [] : shapes(document).sets;
    const silent = sets.filter((set) => matchColumnsOf(set)?.status === null).map(({ name }) => name);
    if (silent.length === 0) return new Map();
    const answer = rowsOf(sets, data);
    const gone = new Set<string>();
    for (const { id } of await lanesOfSchedule(store.reads, scheduleId)) {
      const delivered = (await deliveredRows(store.reads, seals, id)).map(rowFromText);
      const open = (await openContent(store.reads, seals, id)).map((text) => moveOf(changeFromText(text)));
      const known = knownAfter(new Map(delivered.map((row) => [keyOf(row), row])), open);
      for (const { kind, set, identity } of compareRows(known, answer))
        if (kind === 'GONE' && silent.includes(set)) gone.add(identity);
    }
    const ids = [...gone].sort().slice(0, mostAsked);
    if (ids.length === 0) return new Map();
    const variables = Object.fromEntries(ids.map((id, at) => [`id${at}`, id]));
    const declared = ids.map((_, at) => `$id${at}: ID!`).join(', ');
    const fields = ids.map((_, at) => `need${at}: need(id: $id${at}) { status }`).join(' ');
    const query = `query LookAgain(${declared}) { ${fields} }`;
    const question = { delegation: delegationId, query, variables, requestId: runId, language: 'en' as const };
    const told = await ask(question, signal).catch(() => null);
    return new Map(
      ids.flatMap((id, at): [string, string][] => {
        const need = told?.data?.[`need${at}`] as { readonly status?: string } | null | undefined;
        return need?.status ? [[id, need.status]] : [];
      }),
    );
  };
