import { existsSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { Language } from '@hub/kernel';
import type {
  MatchFiles,
  MatchFilesMessage,
  MatchFilesReport,
  MatchFilesStage,
  MatchFilesWork,
  SecondThread,
} from '../match-files/messages.ts';
import { isForTwo } from '../match-files/readFile.ts';
import { StartFailure } from '../sentences.ts';
import { interruption, print, progressLine } from '../terminal.ts';

export interface MatchFilesOptions extends MatchFiles {
  readonly json?: boolean;
}

const stages: Readonly<Record<MatchFilesStage, Readonly<Record<Language, string>>>> = {
  READ: { en: 'Reading', zh: '正在读取' },
  SOLVE: { en: 'Assigning', zh: '正在分配' },
  CHECK: { en: 'Checking the certificate', zh: '正在复核证明' },
  WRITE: { en: 'Writing', zh: '正在写出' },
};

/** Assigns plain files to the proven optimum in a thread; what it writes appears whole or not at all. */
export async function matchFiles({ json = false, ...files }: MatchFilesOptions, language: Language): Promise<void> {
  refuseSameFile(files, language);
  const outputs = [files.output, files.report, ...(files.prices === undefined ? [] : [files.prices])];
  const drafts = new Map(outputs.map((path) => [path, draftOf(path)]));
  const draft = (path: string): string => drafts.get(path) ?? path;
  const work: Omit<MatchFilesWork, 'second'> = {
    files: {
      ...files,
      output: draft(files.output),
      report: draft(files.report),
      prices: files.prices === undefined ? undefined : draft(files.prices),
    },
    startedAtMs: performance.timeOrigin,
  };
  try {
    const report = await runInThreads(work, language, (path) => named(drafts, path));
    for (const [path, made] of drafts) if (made !== path) renameSync(made, path);
    print(json ? JSON.stringify(report) : summary(report, language));
  } finally {
    for (const [path, made] of drafts) if (made !== path) rmSync(made, { force: true });
  }
}

/** A name beside the file for as long as it is not whole; pipes and devices are written as they are. */
const draftOf = (path: string): string =>
  existsSync(path) && !statSync(path).isFile() ? path : join(dirname(path), `.${basename(path)}.${process.pid}.part`);

const named = (drafts: ReadonlyMap<string, string>, path: string): string =>
  [...drafts].find(([, made]) => made === path)?.[0] ?? path;

async function runInThreads(
  work: Omit<MatchFilesWork, 'second'>,
  language: Language,
  nameOf: (path: string) => string,
): Promise<MatchFilesReport> {
  const line = progressLine();
  const ending = interruption();
  const [worker, second] = startThreads(work);
  const { promise, resolve: done, reject } = Promise.withResolvers<Exclude<MatchFilesMessage, { kind: 'PROGRESS' }>>();
  ending.addEventListener('abort', () => reject(interrupted(language)), { once: true });
  worker.on('message', (message: MatchFilesMessage) => {
    if (message.kind === 'PROGRESS') line.show(progressText(message.stage, message.share, language));
    else done(message);
  });
  const fail = (error: Error & { code?: string }) =>
    reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new StartFailure(outOfMemory[language]) : error);
  worker.on('error', fail);
  second?.on('error', fail);
  worker.on('exit', () => reject(new Error('The thread ended before its answer.')));
  try {
    const answer = await promise;
    if (answer.kind === 'DONE') return answer.report;
    throw await failureFor(answer, language, nameOf);
  } finally {
    line.end();
    await Promise.all([worker.terminate(), second?.terminate()]);
  }
}

/** Both at once, so that the second is ready when the first has something for it; small files are not worth it. */
function startThreads({ files, startedAtMs }: Omit<MatchFilesWork, 'second'>): readonly [Worker, Worker | null] {
  const { port1, port2 } = new MessageChannel();
  const start = (name: string, data: MatchFilesWork | SecondThread, port: MessagePort | null): Worker =>
    new Worker(new URL(`../match-files/${name}.thread.ts`, import.meta.url), {
      workerData: data,
      transferList: port === null ? [] : [port],
    });
  if (!isForTwo(files.pairs)) return [start('matchFiles', { files, startedAtMs, second: null }, null), null];
  const first = start('matchFiles', { files, startedAtMs, second: port1 }, port1);
  return [first, start('second', { files, port: port2 }, port2)];
}

const progressText = (stage: MatchFilesStage, share: number, language: Language): string =>
  stage === 'SOLVE' ? `${stages[stage][language]} ${Math.round(share * 100)} %` : stages[stage][language];

const outOfMemory: Readonly<Record<Language, string>> = {
  en: 'These files need more memory than this process may take.',
  zh: '内存不足，无法处理这些文件。',
};

function interrupted(language: Language): StartFailure {
  process.exitCode = 130;
  return new StartFailure(language === 'zh' ? '已中断，没有写出任何文件。' : 'Interrupted; nothing was written.');
}

async function failureFor(
  message: Exclude<MatchFilesMessage, { kind: 'PROGRESS' | 'DONE' }>,
  language: Language,
  nameOf: (path: string) => string,
): Promise<StartFailure> {
  if (message.kind === 'FAULT') {
    const { describeCsvFault } = await import('@hub/engine-matching/files'); // not loaded where nothing is wrong
    return new StartFailure(
      `${describeCsvFault(message.file, message.fault, language)}${language === 'zh' ? '。' : '.'}`,
    );
  }
  if (message.kind === 'TOO_LARGE')
    return new StartFailure(language === 'zh' ? '总分超过 2^53，无法精确计算。' : message.message);
  const path = nameOf(message.path);
  const [zh, en] = systemWords[message.code] ?? [
    `无法读写（${message.code}）`,
    `cannot be read or written (${message.code})`,
  ];
  return new StartFailure(language === 'zh' ? `${path}：${zh}。` : `${path}: ${en}.`);
}

const systemWords: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  ENOENT: ['没有这个文件或文件夹', 'there is no such file or folder'],
  EACCES: ['没有权限', 'no permission'],
  EPERM: ['没有权限', 'no permission'],
  EISDIR: ['这是文件夹，应为文件', 'this is a folder when expected a file'],
  ENOTDIR: ['路径中有一段不是文件夹', 'a part of the path is no folder'],
  ENOSPC: ['磁盘已满', 'the disk is full'],
};

/** What is written must not be what is read, nor be written twice. */
function refuseSameFile({ needs, resources, pairs, output, report, prices }: MatchFiles, language: Language): void {
  const seen = new Map<string, string>();
  const given = { needs, resources, pairs, output, report, prices };
  for (const [option, path] of Object.entries(given)) {
    if (path === undefined || (existsSync(path) && !statSync(path).isFile())) continue;
    const real = existsSync(path) ? realpathSync(path) : resolve(path);
    const other = seen.get(real);
    const bothRead = other !== undefined && isRead(other) && isRead(option);
    if (other !== undefined && !bothRead)
      throw new StartFailure(
        language === 'zh'
          ? `--${option} 与 --${other} 是同一个文件：${path}。`
          : `--${option} and --${other} are the same file: ${path}.`,
      );
    seen.set(real, option);
  }
}

const isRead = (option: string): boolean => option === 'needs' || option === 'resources' || option === 'pairs';

const number = (value: number): string => value.toLocaleString('en');

function summary({ objective, gap, assignedUnits, seconds }: MatchFilesReport, language: Language): string {
  const values = [number(assignedUnits), number(objective), number(gap), seconds.toFixed(1)] as const;
  const [units, score, rest, time] = values;
  if (language === 'zh')
    return `已分配 ${units} 个单位，总分 ${score}，与上界之差 ${rest}${gap === 0 ? '（已证明为最优）' : ''}，用时 ${time} 秒。`;
  return `Assigned ${units} units for a total score of ${score}, ${rest} below the bound${gap === 0 ? ' (proven optimal)' : ''}, in ${time} s.`;
}
