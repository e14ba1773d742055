import type { Blocks, Pairing, RuleReport } from './block.ts';
import { newBriefRows } from './briefRows.ts';
import { compareRows } from './compare.ts';
import { type Edges, repeatedShares } from './decide.ts';
import {
  bitsOfBeingAlone,
  type Clean,
  type Decided,
  decideByClusters,
  decideOneToOne,
  wantedPairs,
} from './decidePairs.ts';
import { type Encoded, encodeTask } from './encode.ts';
import { type Explanation, explainPair } from './explainPair.ts';
import { forgetFamilyValues } from './familyValues.ts';
import type { FileModel } from './fileModel.ts';
import { guessFields, modelOf } from './guessModel.ts';
import { doWork, type HeavyWork, heavy } from './heavyWork.ts';
import { Threads } from './inThreads.ts';
import { FileProblem, ofTable } from './problems.ts';
import { scoreOf } from './score.ts';
import { newCounter } from './scoreCandidates.ts';
import { type Ids, idsOf, inOrder } from './sortById.ts';
import { columnIndex, type Table } from './table.ts';
import { type Trained, trainFrom, trainingTask } from './trainModel.ts';

/** A pair that is linked (`probability` ≥ 0.5) or for a person to look at; `weight` is its own log-odds in bits. */
export type FileLink = {
  readonly left: string;
  readonly right: string;
  readonly weight: number;
  readonly probability: number;
  /** Why it weighs so, when that was asked for. */
  readonly explanation?: Explanation;
};

/** One run over files. */
export type FileLinkage = {
  /** Linked pairs first, by falling probability, then the pairs for review; every pair of a cluster is there. */
  readonly links: readonly FileLink[];
  /** The model as used: guessed parts filled in, odds as learned. Given again, it decides the same way. */
  readonly model: FileModel;
  readonly rules: readonly RuleReport[];
  readonly comparedPairs: number;
};

/** What a run is at; for `COMPARE`, how many pairs there are, and the counter of thousands of them that are done. */
export type Stage =
  | { readonly stage: 'NORMALISE' | 'BLOCK' | 'LEARN' | 'DECIDE' }
  | { readonly stage: 'COMPARE'; readonly pairs: number; readonly counter: Int32Array };

/** A file, or how to get it: then nobody else holds it, and its memory is free again once it is normalised. */
export type Source = Table | (() => Table);

/** What to link: one file with itself, or two with one another. */
export type FileQuestion = {
  readonly tables: readonly [Source] | readonly [Source, Source];
  /** The column of ids, unique in each file, in all files under this name. */
  readonly idColumn: string;
  /** Without one, or with empty `fields` or `blocking`, the rest is guessed. */
  readonly model?: FileModel;
  /** Each link carries its waterfall. */
  readonly withReasons?: boolean;
  /** Told of each record without an id of its own; it is left out then. Without it the first one ends the run. */
  readonly onRejected?: (problem: FileProblem) => void;
  /** Told when a stage begins. */
  readonly onStage?: (stage: Stage) => void;
};

const SURE_BITS = 6;
const REPEATED_SHARE = 0.03;

const oddsOf = (probability: number): number => Math.log2(probability / (1 - probability));

/** The odds that a model brings, or those that the candidates teach. */
function* training(
  encoded: Encoded,
  model: FileModel,
  blocks: Blocks,
  pairing: Pairing,
  mayDropRules: boolean,
): Generator<HeavyWork, Trained, unknown> {
  if (model.trained !== undefined) return { model, trained: model.trained, blocks };
  const task = trainingTask(encoded, blocks, pairing);
  const survey = yield* heavy('survey', { encoded, fields: model.fields, pairing });
  return trainFrom(task, model, yield* heavy('count', task), survey, mayDropRules);
}

type Run = {
  readonly explain: (left: number, right: number) => Explanation;
  readonly decided: Decided;
  readonly model: FileModel;
  readonly rules: readonly RuleReport[];
  readonly compared: number;
};

/** The stages in order; the heavy one is handed out (`yield`), so that one thread or several may do it. */
function* run(
  encoded: Encoded,
  given: FileModel,
  pairing: Pairing,
  onStage: (stage: Stage) => void,
): Generator<HeavyWork, Run, unknown> {
  onStage({ stage: 'BLOCK' });
  const blocked = yield* heavy('plan', { encoded, model: given, pairing });
  const sorted = yield* heavy('block', { encoded, model: blocked, pairing });
  onStage({ stage: 'LEARN' });
  const { model, trained, blocks } = yield* training(encoded, blocked, sorted, pairing, given.blocking.length === 0);
  const weights = yield* heavy('weigh', { encoded, model, odds: trained, pairing });
  const alone = pairing === 'ACROSS' ? bitsOfBeingAlone(encoded, trained) : 0;
  const leastBits = Math.min(0, oddsOf(model.reviewProbability)) - alone;
  const counter = newCounter();
  onStage({ stage: 'COMPARE', pairs: blocks.report.reduce((sum, { pairs }) => sum + pairs, 0), counter });
  const brief = yield* heavy('brief', { encoded, weights, brief: newBriefRows(encoded) });
  const edges = yield* heavy('score', { encoded, blocks, weights, brief, pairing, leastBits, counter });
  onStage({ stage: 'DECIDE' });
  const clean = cleanFiles(edges, encoded, model);
  if (pairing === 'ACROSS' && !(clean[0] && clean[1])) {
    // The weights learned across the files do not hold within them: start again with all pairs.
    forgetFamilyValues(encoded, model.fields);
    return yield* run(encoded, { ...given, onePerFile: clean }, 'AMONG_ALL', onStage);
  }
  const levels = new Uint8Array(encoded.fields.length);
  const explain = (left: number, right: number): Explanation => {
    compareRows(encoded, left, right, levels);
    return explainPair(encoded, model, weights, left, levels, scoreOf(encoded, weights, left, levels));
  };
  const report = { rules: blocks.report, compared: edges.compared, explain };
  if (pairing === 'ACROSS') {
    const decided = decideOneToOne(edges, encoded.rowCount, alone);
    return { ...report, decided, model: { ...model, onePerFile: true } };
  }
  const { decided, trained: learned } = decideByClusters(edges, encoded, weights, { ...model, trained }, clean);
  return {
    ...report,
    decided,
    model: { ...model, onePerFile: clean[0] || clean[1] ? clean : false, trained: learned },
  };
}

const cleanFiles = (edges: Edges, encoded: Encoded, { onePerFile }: FileModel): Clean => {
  if (encoded.secondFrom === encoded.rowCount) return [false, false];
  if (typeof onePerFile === 'boolean') return [onePerFile, onePerFile];
  if (onePerFile !== null) return onePerFile;
  const { ofFirst, ofSecond } = repeatedShares(edges, encoded.rowCount, encoded.secondFrom, SURE_BITS);
  return [ofSecond < REPEATED_SHARE, ofFirst < REPEATED_SHARE];
};

/** Tells of problems of one table. */
const told = (onRejected: FileQuestion['onRejected'], table: number): FileQuestion['onRejected'] =>
  onRejected && (({ code, params }) => onRejected(new FileProblem(code, { ...params, table })));

type Prepared = { readonly encoded: Encoded; readonly start: FileModel; readonly ids: readonly Ids[] };

/** Reads, sorts and normalises; what comes after needs the ids alone, so the files may go. */
function* prepare({
  tables,
  idColumn,
  model,
  onStage,
  onRejected,
}: FileQuestion): Generator<HeavyWork, Prepared | null, unknown> {
  const read = tables.map((source, at) =>
    ofTable(at, () => {
      const table = typeof source === 'function' ? source() : source;
      columnIndex(table, idColumn);
      return table;
    }),
  );
  const orders = yield* heavy('sort', { tables: read, idColumn });
  const ordered = orders.map((order, at) => ofTable(at, () => inOrder(order, idColumn, told(onRejected, at))));
  onStage?.({ stage: 'NORMALISE' });
  if (ordered.some(({ rowCount }) => rowCount === 0) || ordered.reduce((sum, { rowCount }) => sum + rowCount, 0) < 2)
    return null;
  const fields = model === undefined || model.fields.length === 0 ? guessFields(ordered, idColumn) : model.fields;
  if (fields.length === 0) throw new FileProblem('NOTHING_TO_COMPARE');
  const start = { ...(model ?? modelOf(fields)), fields };
  const encoded = yield* heavy('encode', encodeTask(ordered, start));
  return { encoded, start, ids: ordered.map((table) => idsOf(table, idColumn)) };
}

function* link(question: FileQuestion): Generator<HeavyWork, FileLinkage, unknown> {
  const prepared = yield* prepare(question);
  if (prepared === null) return { links: [], model: question.model ?? modelOf([]), rules: [], comparedPairs: 0 };
  const { encoded, start, ids } = prepared;
  const mayBeClean = ![start.onePerFile].flat().includes(false);
  const across = ids.length === 2 && mayBeClean;
  const result = yield* run(encoded, start, across ? 'ACROSS' : 'AMONG_ALL', question.onStage ?? (() => {}));
  const { decided, explain } = result;
  const isAcross = (left: number, right: number): boolean =>
    ids.length === 1 || (left < encoded.secondFrom && right >= encoded.secondFrom);
  const idOf = idsByRow(ids, encoded.secondFrom);
  const links = Array.from(wantedPairs(decided, result.model.reviewProbability, isAcross), (pair): FileLink => {
    const [left = 0, right = 0] = [decided.left[pair], decided.right[pair]];
    const [l, r] = [idOf(left), idOf(right)];
    // Within one file the smaller id stands first.
    const inOrder = ids.length === 2 || l < r;
    const link = {
      left: inOrder ? l : r,
      right: inOrder ? r : l,
      weight: decided.bits[pair] ?? 0,
      probability: decided.probabilities[pair] ?? 0,
    };
    return question.withReasons ? { ...link, explanation: explain(left, right) } : link;
  });
  return { links, model: result.model, rules: result.rules, comparedPairs: result.compared };
}

/** The ids of the rows of one file, or of two one after the other. */
const idsByRow = ([first, second]: readonly Ids[], secondFrom: number): Ids => {
  return (row) => (second === undefined || row < secondFrom ? first?.(row) : second(row - secondFrom)) ?? '';
};

/**
 * Links the records of one file with one another, or those of two files across: normalise, block, compare, score, decide,
 * cluster. Trains itself on the files when the model has no odds. The answer does not depend on the order of rows.
 * Throws a `FileProblem` for a missing column, and for an id that is empty or there twice unless `onRejected` is told of it.
 */
export const linkFiles = (question: FileQuestion): FileLinkage => {
  const stages = link(question);
  let stage = stages.next();
  while (stage.done !== true) stage = stages.next(doWork(stage.value));
  return stage.value;
};

/** `linkFiles` with the heavy stages in `threads` threads; the answer is the same for any number of them. */
export const linkFilesInThreads = async (question: FileQuestion, threads: number): Promise<FileLinkage> => {
  const team = new Threads(threads);
  try {
    const stages = link(question);
    let stage = stages.next();
    while (stage.done !== true) stage = stages.next(await team.do(stage.value));
    return stage.value;
  } finally {
    await team.close();
  }
};
