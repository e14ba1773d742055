import { existsSync, rmSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { fileProblems, type Stage } from '@hub/engine-linkage';
import { type Language, type MessageParams, say } from '@hub/kernel/messages';
import type { FromThread, LinkFilesResult, LinkFilesWork } from '../link-files/messages.ts';
import { type LinkFilesSentence, linkFilesSentences } from '../link-files/sentences.ts';
import { StartFailure } from '../sentences.ts';
import { interruption, print, progressLine } from '../terminal.ts';

export interface LinkFilesOptions {
  readonly input: readonly string[];
  readonly id: string;
  readonly model?: string;
  readonly output: string;
  readonly reasons?: string;
  readonly report?: string;
  readonly threads?: string;
  readonly json?: boolean;
}

type Say = (code: LinkFilesSentence, params?: MessageParams) => string;

const interruptedCode = 130;
const tickMs = process.stderr.isTTY === true ? 500 : 10_000;

/** Links plain files in a thread of its own; writes nothing at all unless the whole run succeeds. */
export async function linkFiles(options: LinkFilesOptions, language: Language): Promise<void> {
  const tell: Say = (code, params) => say(linkFilesSentences, language, code, params);
  const work = workOf(options, language, tell);
  const started = performance.now();
  const signal = interruption();
  const result = await runInThread(work, language, tell, signal);
  if (result === null) {
    process.stderr.write(`${tell('STOPPED')}\n`);
    process.exitCode = interruptedCode;
    return;
  }
  const seconds = Number(((performance.now() - started) / 1000).toFixed(1));
  if (options.json === true) {
    const rejects = result.rejected > 0 ? work.rejects.path : null;
    return print(JSON.stringify({ ...result, model: work.modelOutput, rejects, seconds }));
  }
  for (const { rule, droppedBlocks, droppedPairs } of result.rules)
    if (droppedBlocks > 0)
      process.stderr.write(
        `${tell('DROPPED', { rule: rule.join(' + '), blocks: droppedBlocks, pairs: droppedPairs })}\n`,
      );
  const { linked, review, records, rejected } = result;
  if (rejected > 0) process.stderr.write(`${tell('REJECTED', { rows: rejected, path: work.rejects.path })}\n`);
  print(tell('DONE', { linked, review, output: options.output, records: records.join(' + '), seconds }));
  if (work.modelOutput !== null) print(tell('MODEL', { path: work.modelOutput }));
}

function workOf(options: LinkFilesOptions, language: Language, tell: Say): LinkFilesWork {
  const { input, id, model, output, reasons, report, threads } = options;
  const refuse = (code: LinkFilesSentence, params: MessageParams): never => {
    throw new StartFailure(tell(code, params));
  };
  if (input.length < 1 || input.length > 2) refuse('INPUTS', { met: input.length });
  for (const path of [...input, ...(model === undefined ? [] : [model])]) {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) refuse('NO_FILE', { path });
    else if (!found.isFile()) refuse('NOT_A_FILE', { path });
  }
  const [first = '', second] = input.map((path) => resolve(path));
  if (first === second) refuse('SAME_FILE', { path: input[0] ?? '' });
  const modelOutput = model === undefined ? `${output.replace(/\.csv$/i, '')}.model.json` : null;
  const rejects = `${output.replace(/\.csv$/i, '')}.rejects.csv`;
  const read = [...input, ...(model === undefined ? [] : [model])].map((path) => resolve(path));
  for (const path of [output, modelOutput, rejects, reasons, report].filter((each) => typeof each === 'string')) {
    if (read.includes(resolve(path))) refuse('OUTPUT_IS_INPUT', { path });
    const folder = dirname(path);
    if (!existsSync(folder)) refuse('NO_FOLDER', { path: folder });
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) refuse('NOT_A_FILE', { path });
  }
  const count = threads === undefined ? Math.min(8, availableParallelism()) : Number(threads);
  if (!Number.isInteger(count) || count < 1 || count > 64) refuse('THREADS', { met: threads ?? '' });
  const partial = `${output}.partial-${process.pid}`;
  return {
    inputs: input,
    id,
    model: model ?? null,
    output,
    partial,
    modelOutput,
    rejects: { path: rejects, language },
    threads: count,
    reasons: reasons === undefined ? null : { path: reasons, language },
    report: report === undefined ? null : { path: report, language },
  };
}

/** The result, or `null` when a signal came first. */
async function runInThread(
  work: LinkFilesWork,
  language: Language,
  tell: Say,
  signal: AbortSignal,
): Promise<LinkFilesResult | null> {
  const line = progressLine();
  const worker = new Worker(new URL('../link-files/linkFilesThread.ts', import.meta.url), { workerData: work });
  const { promise, resolve: settle, reject } = Promise.withResolvers<LinkFilesResult | null>();
  let stage: Stage | null = null;
  const ticking = setInterval(() => stage?.stage === 'COMPARE' && line.show(stageLine(stage, tell)), tickMs);
  worker.on('message', (message: FromThread) => {
    if ('read' in message) line.show(tell('READ', { path: message.read, rows: message.rows }));
    else if ('stage' in message) {
      stage = message.stage;
      line.show(stageLine(stage, tell));
    } else if ('writing' in message) {
      stage = null;
      line.show(tell('WRITE'));
    } else if ('done' in message) settle(message.done);
    else reject(new StartFailure(sentenceOf(message, language, tell)));
  });
  worker.once('error', (error: NodeJS.ErrnoException) =>
    reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new StartFailure(tell('MEMORY')) : error),
  );
  signal.addEventListener('abort', () => settle(null));
  try {
    return await promise;
  } finally {
    clearInterval(ticking);
    line.end();
    await worker.terminate();
    for (const path of ['', '.model', '.reasons', '.report'].map((end) => work.partial + end))
      rmSync(path, { force: true });
  }
}

function stageLine(stage: Stage, tell: Say): string {
  if (stage.stage !== 'COMPARE') return tell(stage.stage);
  const done = Atomics.load(stage.counter, 0) * 1000;
  return tell('COMPARE', { pairs: stage.pairs, percent: Math.floor((100 * done) / Math.max(1, stage.pairs)) });
}

function sentenceOf(
  message: Extract<FromThread, { readonly failure: string } | { readonly problem: string }>,
  language: Language,
  tell: Say,
): string {
  if ('failure' in message) return tell(message.failure, message.params);
  return tell('IN_FILE', {
    path: message.path,
    sentence: say(fileProblems, language, message.problem, message.params),
  });
}
