import { block } from './block.ts';
import { clusterEntities } from './clusterEntities.ts';
import { compareRows } from './compare.ts';
import type { Decision } from './decisions.ts';
import { type Encoded, encode } from './encode.ts';
import { EntityScale } from './entity.ts';
import { type FrozenModel, fillWeights, isDropped, leastBitsOf } from './frozenModel.ts';
import { scoreOf, type Weights, weightTable } from './score.ts';
import { joinScored, scoreCandidates, scoreTask } from './scoreCandidates.ts';
import { sortById } from './sortById.ts';
import { columnIndex, columnReader, type Table } from './table.ts';

/** What a frozen run is given beside the version: people's decisions, and which sources hold nobody twice. */
export type FrozenQuestion = {
  readonly table: Table;
  readonly idColumn: string;
  readonly sourceColumn?: string;
  readonly cleanSources?: ReadonlySet<string>;
  /** The column of a value that a person has once; see `IndexedRecord`. */
  readonly onlyOnceColumn?: string;
  readonly decisions?: readonly Decision[];
};

/** The weights of a version for the texts of these records. */
export const frozenWeights = (frozen: FrozenModel, encoded: Encoded): Weights => {
  const count = encoded.texts.hashes.length;
  const weights: Weights = {
    ...weightTable(frozen.model, frozen.trained),
    frequency: frozen.values.map(() => new Float32Array(count)),
    family: frozen.values.map(({ family }) => (family === null ? null : new Float32Array(count))),
    namesake: frozen.namesake,
  };
  fillWeights(frozen, encoded.texts, 1, count, weights);
  return weights;
};

/**
 * The persons of all records under a version, from scratch: each a list of at least two ids in order; records alone are left
 * out. `PeopleIndex` gives the same after any sequence of changes.
 */
export const linkFrozen = (frozen: FrozenModel, question: FrozenQuestion): readonly (readonly string[])[] => {
  const table = sortById(question.table, question.idColumn);
  const read = columnReader(table, columnIndex(table, question.idColumn));
  const ids = Array.from({ length: table.rowCount }, (_, row) => read(row));
  const encoded = encode([table], frozen.model);
  const weights = frozenWeights(frozen, encoded);
  const blocks = block(encoded, frozen.model, 'AMONG_ALL', (rule, key) => isDropped(frozen, rule, key));
  const leastBits = leastBitsOf(frozen);
  const edges = joinScored([scoreCandidates(scoreTask({ encoded, blocks, weights, pairing: 'AMONG_ALL', leastBits }))]);
  const levels = new Uint8Array(encoded.fields.length);
  const weigh = (left: number, right: number): number => {
    compareRows(encoded, left, right, levels);
    return scoreOf(encoded, weights, left, levels);
  };
  const rowOf = new Map(ids.map((id, row) => [id, row] as const));
  const decisions = (question.decisions ?? []).flatMap(({ left, right, verdict }) => {
    const [l, r] = [rowOf.get(left), rowOf.get(right)];
    return l === undefined || r === undefined ? [] : [{ left: Math.min(l, r), right: Math.max(l, r), verdict }];
  });
  decisions.sort((a, b) => a.left - b.left || a.right - b.right);
  const sources = sourcesOf(table, question);
  const { onlyOnceColumn } = question;
  const onlyOnce = onlyOnceColumn === undefined ? null : columnReader(table, columnIndex(table, onlyOnceColumn));
  const { entities } = clusterEntities(edges, {
    scale: new EntityScale(encoded, frozen.model, frozen.trained, weights, frozen.distortion),
    weigh,
    cleanSourceOf: (row) => sources[row] ?? -1,
    ...(onlyOnce && { onlyOnceOf: (row: number) => onlyOnce(row) || null }),
    decisions,
  });
  return entities
    .map(({ rows }) => rows.map((row) => ids[row] ?? '').sort())
    .sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
};

const sourcesOf = (table: Table, { sourceColumn, cleanSources }: FrozenQuestion): Int32Array => {
  const numbers = new Int32Array(table.rowCount).fill(-1);
  if (sourceColumn === undefined || cleanSources === undefined) return numbers;
  const clean = [...cleanSources].sort();
  const read = columnReader(table, columnIndex(table, sourceColumn));
  return numbers.map((_, row) => clean.indexOf(read(row)));
};
