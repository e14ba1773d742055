import { parentPort } from 'node:worker_threads';
import type { Encoded } from './encode.ts';
import { type FieldKind, LEVELS } from './fileModel.ts';
import { answerShares, type HeavyRound } from './heavyWork.ts';

const KINDS = new Map(Object.keys(LEVELS).map((kind) => [kind, kind as FieldKind]));

/** The task with this thread's own words for kinds: one that came in a message is the same text elsewhere in memory, and slower to compare. */
const withOwnWords = (task: object): object => {
  if (!('encoded' in task)) return task;
  const encoded = task.encoded as Encoded;
  const fields = encoded.fields.map((field) => ({ ...field, kind: KINDS.get(field.kind) ?? field.kind }));
  return { ...task, encoded: { ...encoded, fields } };
};

/** A thread of `Threads`: takes part in the rounds that it is told of until it is ended. */
parentPort?.on('message', (round: HeavyRound) =>
  parentPort?.postMessage(answerShares({ ...round, task: withOwnWords(round.task) })),
);
