import { writeFileSync } from 'node:fs';
import { type Language, say } from '@hub/kernel';
import type { HubConfig } from '../config.ts';
import { type LinkRun, linkReport } from '../link/linkReport.ts';
import { linkSentences } from '../link/sentences.ts';
import { print } from '../terminal.ts';
import { resultOfJob } from './runJob.ts';

export interface LinkOptions {
  readonly rebuild?: boolean;
  readonly report?: string;
  readonly json?: boolean;
}

/** Waits until all records are linked, on request looks at all of them again, and writes what came of it. */
export async function link(config: HubConfig, options: LinkOptions, language: Language): Promise<void> {
  const run = JSON.parse(await resultOfJob(config, 'link', { rebuild: options.rebuild ?? false, language })) as LinkRun;
  const isWhole = run.lookedAt === run.records;
  if (!isWhole) process.exitCode = 130;
  if (options.report !== undefined) writeFileSync(options.report, linkReport(run, language));
  if (options.json === true) return print(JSON.stringify(run));
  const { records, lookedAt, persons, links, waiting } = run;
  print(
    say(linkSentences, language, isWhole ? 'LINKED' : 'INTERRUPTED', { records, lookedAt, persons, links, waiting }),
  );
  if (options.report !== undefined) print(say(linkSentences, language, 'REPORT', { file: options.report }));
}
