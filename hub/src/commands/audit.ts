import { resolve } from 'node:path';
import type { LedgerReport } from '@hub/engine-ledger';
import { type Language, say } from '@hub/kernel';
import { type ExportReport, verifyFile } from '../audit/auditWork.ts';
import { auditSentences } from '../audit/sentences.ts';
import type { HubConfig } from '../config.ts';
import { StartFailure } from '../sentences.ts';
import { print } from '../terminal.ts';
import { resultOfJob } from './runJob.ts';

/** Exit code when the ledger is not as it was written; 1 is a command that could not be done. */
const notWhole = 2;

export interface VerifyOptions {
  readonly file?: string;
  readonly key?: string;
  readonly json?: boolean;
}

type Say = (code: keyof typeof auditSentences, params?: Parameters<typeof say>[3]) => string;
const sayerOf =
  (language: Language): Say =>
  (code, params) =>
    say(auditSentences, language, code, params);

/** Verifies the ledger of the data folder, in the hub that runs on it or here, or an exported file. */
export async function auditVerify(
  config: () => Promise<HubConfig>,
  { file, key, json }: VerifyOptions,
  language: Language,
): Promise<void> {
  const tell = sayerOf(language);
  if (key !== undefined && file === undefined) throw new StartFailure(tell('KEY_WITHOUT_FILE'));
  const report =
    file === undefined
      ? (JSON.parse(await resultOfJob(await config(), 'audit-verify', { language })) as LedgerReport)
      : await verifyFile(file, key ?? null);
  if (json) print(JSON.stringify(report));
  else for (const sentence of sentencesOn(report, tell)) print(sentence);
  if (!report.whole) process.exitCode = notWhole;
}

function sentencesOn(report: LedgerReport, tell: Say): string[] {
  const { problems, problemCount, entries, seals, anchors, entriesBefore, removedTo, unchecked, unsealed, head } =
    report;
  const [first, ...others] = problems;
  return [
    first ? tell('NOT_WHOLE', { seq: first.seq, text: tell(first.kind) }) : tell('WHOLE', { entries, seals, anchors }),
    ...others.slice(0, 4).map(({ seq, kind }) => tell('ALSO', { seq, text: tell(kind) })),
    ...(problemCount > 5 ? [tell('MORE', { count: problemCount })] : []),
    ...(entriesBefore > 0 ? [tell('BEFORE', { count: entriesBefore })] : []),
    ...(removedTo > 0 ? [tell('REMOVED', { seq: removedTo })] : []),
    ...(unchecked > 0 ? [tell('UNCHECKED', { count: unchecked })] : []),
    ...(anchors === 0 && entries > 0 ? [tell('NO_ANCHOR')] : []),
    ...(unsealed > 0 ? [tell('UNSEALED', { count: unsealed })] : []),
    ...(head ? [tell('HEAD', head)] : []),
  ];
}

/** Writes the ledger to a file that can be verified without a hub; an export of a ledger that is not whole says so and ends with 2. */
export async function auditExport(config: HubConfig, file: string, json: boolean, language: Language): Promise<void> {
  const tell = sayerOf(language);
  const result = await resultOfJob(config, 'audit-export', { file: resolve(file), language });
  const report = JSON.parse(result) as ExportReport;
  if (json) print(result);
  else
    for (const sentence of [tell('EXPORTED', { entries: report.entries, file }), ...sentencesOn(report, tell)])
      print(sentence);
  if (!report.whole) process.exitCode = notWhole;
}

interface MinorsCount {
  readonly month: string;
  readonly role: string;
  readonly purpose: string | null;
  readonly basis: string | null;
  readonly approval: 'APPROVED' | 'BREAK_GLASS' | 'NONE';
  readonly accesses: number;
  readonly records: number;
  readonly refusals: number;
}

/** Prints the yearly report on minors' records: a sentence with the totals, and a table as CSV. */
export async function auditReport(config: HubConfig, year: string, json: boolean, language: Language): Promise<void> {
  const tell = sayerOf(language);
  if (!/^[2-9]\d{3}$/.test(year)) throw new StartFailure(tell('BAD_YEAR', { met: year }));
  const result = await resultOfJob(config, 'audit-report', { year: Number(year), language });
  if (json) return print(result);
  const { counts } = JSON.parse(result) as { readonly counts: readonly MinorsCount[] };
  const sum = (field: 'accesses' | 'records' | 'refusals', approval?: MinorsCount['approval']) =>
    counts
      .filter((count) => approval === undefined || count.approval === approval)
      .reduce((total, count) => total + count[field], 0);
  print(tell('REPORT_TITLE', { year }));
  print(
    tell('REPORT_TOTAL', {
      accesses: sum('accesses'),
      approved: sum('accesses', 'APPROVED'),
      broken: sum('accesses', 'BREAK_GLASS'),
      bare: sum('accesses', 'NONE'),
      records: sum('records'),
      refusals: sum('refusals'),
    }),
  );
  print(tell('REPORT_COLUMNS'));
  for (const { month, role, purpose, basis, approval, accesses, records, refusals } of counts)
    print([month, role, purpose ?? '', basis ?? '', tell(approval), accesses, records, refusals].join(','));
}

/** Removes what was kept for long enough, after setting for how long that is. */
export async function auditRetain(
  config: HubConfig,
  { months, json }: { readonly months?: string; readonly json?: boolean },
  language: Language,
): Promise<void> {
  const tell = sayerOf(language);
  if (months !== undefined && !/^\d{1,4}$/.test(months)) throw new StartFailure(tell('BAD_MONTHS', { met: months }));
  const args = { months: months === undefined ? null : Number(months), language };
  const result = await resultOfJob(config, 'audit-retain', args);
  print(json ? result : tell('RETAINED', JSON.parse(result) as Record<string, number>));
}
