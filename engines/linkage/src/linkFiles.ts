import { type Blocks, blockTask, type Pairing, type RuleReport } from './block.ts';
import { newBriefRows } from './briefRows.ts';
import { clusterEntities } from './clusterEntities.ts';
import { compareRows } from './compare.ts';
import { type Edges, oneToOneProbabilities, repeatedShares } from './decide.ts';
import { type DistortionShares, distortionByColumn, distortionFor, learnedDistortion } from './distortion.ts';
import { type Encoded, encodeTask } from './encode.ts';
import { EntityScale } from './entity.ts';
import { type Explanation, explainPair } from './explainPair.ts';
import { forgetFamilyValues } from './familyValues.ts';
import type { FileModel, TrainedOdds } from './fileModel.ts';
import { guessFields, modelOf } from './guessModel.ts';
import { doShare, type HeavyWork, heavy, joinParts, sharesOf } from './heavyWork.ts';
import { Threads } from './inThreads.ts';
import { probabilityOf } from './model.ts';
import { FileProblem, ofTable } from './problems.ts';
import { scoreOf, type Weights } from './score.ts';
import { newCounter } from './scoreCandidates.ts';
import { type Ids, idsOf, sortById } from './sortById.ts';
import type { Table } from './table.ts';
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

type Decided = { readonly left: number; readonly right: number; readonly weight: number; readonly probability: number };

const decideOneToOne = (edges: Edges, rowCount: number, alone: number): readonly Decided[] => {
  const probabilities = oneToOneProbabilities({ ...edges, bits: edges.bits.map((bits) => bits + alone) }, rowCount);
  return Array.from(edges.left, (left, edge) => ({
    left,
    right: edges.right[edge] ?? 0,
    weight: edges.bits[edge] ?? 0,
    probability: probabilities[edge] ?? 0,
  }));
};

/** However many of a file's records seem to be in the other one too, this share of them may be in no other. */
const LEAST_ALONE = 0.1;

/**
 * What it says for a pair that no rival claims either of its records, in bits. If they were two people, neither would be in the
 * other file: that is so only of the share of each file that the other does not have.
 */
const bitsOfBeingAlone = ({ rowCount, secondFrom }: Encoded, { shares }: TrainedOdds): number => {
  const matches = (shares.SAME + shares.MOVED) * secondFrom * (rowCount - secondFrom);
  const aloneIn = (records: number): number => Math.max(LEAST_ALONE, 1 - matches / records);
  return -Math.log2(aloneIn(secondFrom) * aloneIn(rowCount - secondFrom));
};

/** Pairs outside the clusters stay below one half, however alike: the records around them spoke against it. */
const OUTSIDE = 0.49;

type Clean = readonly [boolean, boolean];

const decideByClusters = (
  edges: Edges,
  encoded: Encoded,
  weights: Weights,
  model: FileModel & { readonly trained: TrainedOdds },
  clean: Clean,
): { readonly decided: readonly Decided[]; readonly trained: TrainedOdds } => {
  const { trained } = model;
  const levels = new Uint8Array(encoded.fields.length);
  const weigh = (left: number, right: number): number => {
    compareRows(encoded, left, right, levels);
    return scoreOf(encoded, weights, left, levels);
  };
  const cleanSourceOf = (row: number): number => {
    const source = row < encoded.secondFrom ? 0 : 1;
    return clean[source] ? source : -1;
  };
  const clusterWith = (shares: DistortionShares) => {
    const scale = new EntityScale(encoded, model, trained, weights, shares);
    return { scale, ...clusterEntities(edges, { scale, weigh, cleanSourceOf }) };
  };
  let shares = distortionFor(model, trained);
  let { scale, entities, pairs } = clusterWith(shares);
  if (trained.distortion === undefined) {
    const counts = new Float64Array(shares.length);
    for (const entity of entities) scale.count(entity, counts);
    shares = learnedDistortion(shares, counts);
    ({ scale, entities, pairs } = clusterWith(shares));
  }
  const within = new Set(pairs.map(({ left, right }) => left * encoded.rowCount + right));
  const outside: Decided[] = [];
  for (const [edge, left] of edges.left.entries()) {
    const right = edges.right[edge] ?? 0;
    const weight = edges.bits[edge] ?? 0;
    if (!within.has(left * encoded.rowCount + right)) {
      outside.push({ left, right, weight, probability: Math.min(OUTSIDE, probabilityOf(weight)) });
    }
  }
  const inside = pairs.map(({ left, right, bits }) => ({
    left,
    right,
    weight: weigh(left, right),
    probability: Math.max(0.5, probabilityOf(bits)),
  }));
  return { decided: [...inside, ...outside], trained: { ...trained, distortion: distortionByColumn(model, shares) } };
};

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
  readonly explain: (pair: Decided) => Explanation;
  readonly decided: readonly Decided[];
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
  const sorted = yield* heavy('block', blockTask(encoded, blocked, pairing));
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
  const explain = ({ left, right }: Decided): Explanation => {
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
  const ordered = tables.map((source, at) =>
    ofTable(at, () => sortById(typeof source === 'function' ? source() : source, idColumn, told(onRejected, at))),
  );
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
  const isWanted = ({ left, right, probability }: Decided): boolean =>
    probability >= result.model.reviewProbability &&
    (ids.length === 1 || (left < encoded.secondFrom && right >= encoded.secondFrom));
  const name = linkWith(ids, encoded.secondFrom);
  const links = result.decided
    .filter(isWanted)
    .sort((a, b) => b.probability - a.probability || b.weight - a.weight || a.left - b.left || a.right - b.right)
    .map((pair) => (question.withReasons ? { ...name(pair), explanation: result.explain(pair) } : name(pair)));
  return { links, model: result.model, rules: result.rules, comparedPairs: result.compared };
}

/** Names the rows of a decided pair by their ids, within one file the smaller id first. */
const linkWith = ([first, second]: readonly Ids[], secondFrom: number): ((pair: Decided) => FileLink) => {
  return ({ left, right, weight, probability }) => {
    const l = first?.(left) ?? '';
    const r = second === undefined ? (first?.(right) ?? '') : second(right - secondFrom);
    const inOrder = second !== undefined || l < r;
    return { left: inOrder ? l : r, right: inOrder ? r : l, weight, probability };
  };
};

/**
 * Links the records of one file with one another, or those of two files across: normalise, block, compare, score, decide,
 * cluster. Trains itself on the files when the model has no odds. The answer does not depend on the order of rows.
 * Throws a `FileProblem` for a missing column, and for an id that is empty or there twice unless `onRejected` is told of it.
 */
export const linkFiles = (question: FileQuestion): FileLinkage => {
  const stages = link(question);
  let stage = stages.next();
  while (stage.done !== true) stage = stages.next(joinParts(stage.value, sharesOf(stage.value, 1).map(doShare)));
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
