import type { TransportProblem } from '../flow/network.ts';
import { type Amounts, columnsOf, findId, needFields, type Reading } from './amountsCsv.ts';
import { createColumn } from './column.ts';
import { type CsvRow, createCsvReader, integerOf, refusal, textOf } from './csv.ts';
import { CsvError } from './csvFault.ts';
import { createPlainPairs, type PairColumns } from './plainPairs.ts';

const MOST = 2 ** 31 - 1;

/** The pairs of a file as the arrays of a `TransportProblem`. */
export type Pairs = Pick<TransportProblem, 'pairNeed' | 'pairResource' | 'pairScore' | 'pairMax'>;

/** What another thread read of the same file, from the row after the last one read here to the end; or the fault that it met, its lines counted from there. */
export type PairsRest = { readonly pairs: Pairs } | { readonly fault: CsvError['fault'] };

/** A file of pairs, which two threads may read: one from the beginning, one from the beginning of a later row. */
export interface PairsReading extends Reading<Pairs> {
  readonly isBetweenRows: () => boolean;
  /** The columns, once the header was pushed. */
  readonly columns: () => PairColumns | null;
  /** Adds what the other thread read and gives the whole. */
  readonly finishWith: (rest: PairsRest) => Pairs;
}

/** Reads `need_id,resource_id,score` and optionally `max_units` (empty: no bound of its own) into typed arrays. With `known` columns there is no header. */
export const readPairsCsv = (
  file: string,
  needs: Amounts,
  resources: Amounts,
  known: PairColumns | null = null,
): PairsReading => {
  let columns = known;
  const [pairNeed, pairResource, pairScore, pairMax] = [createColumn(), createColumn(), createColumn(), createColumn()];
  const take = (need: number, resource: number, score: number, most: number): void => {
    pairNeed.add(need);
    pairResource.add(resource);
    pairScore.add(score);
    if (columns !== null && columns.most >= 0) pairMax.add(most);
  };
  const position = (row: CsvRow, field: number, column: string, amounts: Amounts): number => {
    const found = findId(file, row, field, amounts.ids);
    if (found < 0) throw refusal(file, row.line, 'UNKNOWN_ID', { column, id: textOf(file, row, field).slice(0, 80) });
    return found;
  };
  const visit = (row: CsvRow): void => {
    if (columns === null) {
      const [need = 0, resource = 0, score = 0, most = -1] = columnsOf(
        file,
        row,
        ['need_id', 'resource_id', 'score'],
        ['max_units'],
      );
      columns = { need, resource, score, most };
      readPlain = createPlainPairs(columns, needs.ids, resources.ids, take);
      return;
    }
    needFields(file, row, [columns.need, columns.resource, columns.score]);
    const score = integerOf(file, row, columns.score, 'score');
    if (Math.abs(score) > MOST)
      throw refusal(file, row.line, 'OUT_OF_RANGE', { column: 'score', met: score, least: -MOST, most: MOST });
    const need = position(row, columns.need, 'need_id', needs);
    const resource = position(row, columns.resource, 'resource_id', resources);
    take(need, resource, score, columns.most < 0 ? MOST : boundOf(file, row, columns.most));
  };
  let readPlain = known === null ? null : createPlainPairs(known, needs.ids, resources.ids, take);
  const none = { at: 0, rows: 0 };
  const reader = createCsvReader(file, visit, (bytes, at) => readPlain?.(bytes, at) ?? { ...none, at }, known !== null);
  const whole = (): Pairs => {
    if (columns === null) throw refusal(file, 1, 'NO_HEADER');
    const pairs = { pairNeed: pairNeed.values(), pairResource: pairResource.values(), pairScore: pairScore.values() };
    return columns.most >= 0 ? { ...pairs, pairMax: pairMax.values() } : pairs;
  };
  return {
    push: reader.push,
    isBetweenRows: reader.isBetweenRows,
    columns: () => columns,
    finish: () => {
      reader.end();
      return whole();
    },
    finishWith: (rest) => {
      if ('fault' in rest) throw new CsvError(file, { ...rest.fault, line: rest.fault.line + reader.lines() });
      const { pairs } = rest;
      pairNeed.addAll(pairs.pairNeed);
      pairResource.addAll(pairs.pairResource);
      pairScore.addAll(pairs.pairScore);
      if (pairs.pairMax !== undefined) pairMax.addAll(pairs.pairMax);
      return whole();
    },
  };
};

const boundOf = (file: string, row: CsvRow, field: number): number => {
  if (field >= row.fields || row.to[field] === row.from[field]) return MOST;
  const most = integerOf(file, row, field, 'max_units');
  if (most < 0) throw refusal(file, row.line, 'OUT_OF_RANGE', { column: 'max_units', met: most, least: 0, most: MOST });
  return Math.min(MOST, most);
};
