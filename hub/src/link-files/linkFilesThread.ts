import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import {
  type FileModel,
  FileProblem,
  type FileQuestion,
  linkFilesInThreads,
  parseFileModel,
  type Source,
  type Table,
} from '@hub/engine-linkage';
import { LinkFilesFailure } from './failure.ts';
import type { FromThread, LinkFilesWork } from './messages.ts';
import { readTable } from './readTable.ts';
import { Rejects } from './rejects.ts';
import { writeLinks, writeReasons } from './writeLinks.ts';
import { type ReportedFile, writeReport } from './writeReport.ts';

/** The thread of `hub link-files`: reads, links and writes, so that the main thread hears Ctrl-C. */
const work: LinkFilesWork = workerData;
const tell = (message: FromThread): void => parentPort?.postMessage(message);

/** The file that is being read; problems that come up later say by themselves of which table they are. */
let reading: string | null = null;

const inFile = <T>(path: string, act: () => T): T => {
  reading = path;
  const read = act();
  reading = null;
  return read;
};

const jsonOf = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new FileProblem('MODEL_NOT_JSON');
    throw new LinkFilesFailure('UNREADABLE', { path });
  }
};

const modelIn = (path: string): FileModel => inFile(path, () => parseFileModel(jsonOf(path)));

const writing = (path: string, act: () => void): void => {
  try {
    act();
  } catch (error) {
    throw new LinkFilesFailure('UNWRITABLE', { path, reason: (error as NodeJS.ErrnoException).code ?? 'error' });
  }
};

const rejects = new Rejects();

/** Reads a file whose good rows are kept; one that is bad for the greater part is refused for its first problem. */
const tableIn = (path: string): Table =>
  inFile(path, () => {
    const table = readTable(path, (problem) => rejects.note(path, problem));
    const problem = rejects.mainProblemOf(path, table.rowCount);
    if (problem !== null) throw problem;
    return table;
  });

const pathOf = ({ params }: FileProblem): string => work.inputs[Number(params.table ?? 0)] ?? '';

const refuseMostlyBad = (files: readonly ReportedFile[]): void => {
  for (const { path, rows } of files) {
    const problem = rejects.mainProblemOf(path, rows - rejects.countOf(path));
    if (problem !== null) throw problem;
  }
};

async function link(): Promise<void> {
  const model = work.model === null ? undefined : modelIn(work.model);
  const files: ReportedFile[] = [];
  // The engine reads the files itself, so that nothing else holds them when they are normalised.
  const [first, second] = work.inputs.map(
    (path): Source =>
      () => {
        const table = tableIn(path);
        tell({ read: path, rows: table.rowCount });
        files.push({ path, rows: table.rowCount });
        return table;
      },
  );
  if (first === undefined) return;
  const question: FileQuestion = {
    tables: second === undefined ? [first] : [first, second],
    idColumn: work.id,
    withReasons: work.reasons !== null,
    onRejected: (problem) => rejects.note(pathOf(problem), problem),
    onStage: (stage) => {
      if (stage.stage === 'NORMALISE') refuseMostlyBad(files);
      tell({ stage });
    },
    ...(model === undefined ? {} : { model }),
  };
  const linkage = await linkFilesInThreads(question, work.threads);
  tell({ writing: true });
  writing(work.output, () => {
    writeLinks(work.partial, linkage.links);
    if (work.reasons !== null) {
      writeReasons(`${work.partial}.reasons`, linkage.links, work.reasons.language);
      renameSync(`${work.partial}.reasons`, work.reasons.path);
    }
    if (work.report !== null) {
      writeReport(`${work.partial}.report`, files, linkage, work.report.language);
      renameSync(`${work.partial}.report`, work.report.path);
    }
    if (work.modelOutput !== null)
      writeFileSync(`${work.partial}.model`, `${JSON.stringify(linkage.model, null, 2)}\n`);
    if (work.modelOutput !== null) renameSync(`${work.partial}.model`, work.modelOutput);
    if (rejects.count > 0) rejects.write(work.rejects.path, work.rejects.language);
    else rmSync(work.rejects.path, { force: true });
    renameSync(work.partial, work.output);
  });
  const linked = linkage.links.filter(({ probability }) => probability >= 0.5).length;
  tell({
    done: {
      records: files.map(({ rows }) => rows),
      comparedPairs: linkage.comparedPairs,
      linked,
      review: linkage.links.length - linked,
      rejected: rejects.count,
      rules: linkage.rules,
    },
  });
}

try {
  await link();
} catch (error) {
  if (error instanceof LinkFilesFailure) tell({ failure: error.code, params: error.params });
  else if (error instanceof FileProblem)
    tell({
      problem: error.code,
      params: error.params,
      path: reading ?? pathOf(error),
    });
  else throw error;
}
