import { Command, Option } from 'commander';
import type { VerifyOptions } from './commands/audit.ts';
import type { RotateOptions } from './commands/keys.ts';
import type { LinkOptions } from './commands/link.ts';
import type { LinkFilesOptions } from './commands/linkFiles.ts';
import type { MatchOptions } from './commands/match.ts';
import type { MatchFilesOptions } from './commands/matchFiles.ts';
import type { ScheduleOptions } from './commands/schedule.ts';
import type { TokenOptions } from './commands/token.ts';
import type { HubConfig } from './config.ts';
import { demonstrationDivision, demonstrationSeed } from './demonstrationDistrict.ts';
import { StartFailure, sentenceFor } from './sentences.ts';
import { terminalLanguage } from './terminal-language/config.ts';

const dataOption = () => new Option('--data <folder>', 'data folder').env('HUB_DATA').default('./data');

// Each command is loaded when it is asked for: help and a wrong word need not wait for the whole house.
const runJob: typeof import('./commands/runJob.ts').runJob = async (...given) =>
  (await import('./commands/runJob.ts')).runJob(...given);
const up: typeof import('./commands/up.ts').up = async (options) => (await import('./commands/up.ts')).up(options);
const linkFiles: typeof import('./commands/linkFiles.ts').linkFiles = async (...given) =>
  (await import('./commands/linkFiles.ts')).linkFiles(...given);
const match: typeof import('./commands/match.ts').match = async (...given) =>
  (await import('./commands/match.ts')).match(...given);
const matchFiles: typeof import('./commands/matchFiles.ts').matchFiles = async (...given) =>
  (await import('./commands/matchFiles.ts')).matchFiles(...given);
const audit = () => import('./commands/audit.ts');
const schedule = () => import('./commands/schedule.ts');
const keysStatus: typeof import('./commands/keys.ts').keysStatus = async (...given) =>
  (await import('./commands/keys.ts')).keysStatus(...given);
const rotateKey: typeof import('./commands/keys.ts').rotateKey = async (...given) =>
  (await import('./commands/keys.ts')).rotateKey(...given);
const issue: typeof import('./commands/token.ts').issue = async (...given) =>
  (await import('./commands/token.ts')).issue(...given);

/** Reads the command line and does what it says; ends with one sentence and a non-zero exit when that fails. */
export async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('hub')
    .description('A federated data hub that links residents in need with matching resources (跨部门关联数据枢纽)')
    .showHelpAfterError();

  program
    .command('up')
    .description('open everything in one process; an empty data folder gets the demonstration district first')
    .addOption(new Option('--port <number>', 'port').env('PORT').default('4000'))
    .addOption(new Option('--host <address>', 'address to listen on').env('HOST').default('127.0.0.1'))
    .addOption(dataOption())
    .option('--no-demo', 'leave an empty data folder empty')
    .option('--build-explorer', 'build the explorer first when its sources changed')
    .action(async (options: { port: string; host: string; data: string; demo: boolean; buildExplorer?: boolean }) =>
      up({
        config: { ...(await withData(options.data)), host: options.host, port: portOf(options.port) },
        demo: options.demo,
        withExplorer: options.buildExplorer ?? false,
      }),
    );

  program
    .command('seed')
    .description('build a synthetic district, the same for the same seed')
    .requiredOption('--residents <number>', 'residents in the ledger of people in need')
    .option('--seed <text>', 'seed', demonstrationSeed)
    .addOption(dataOption())
    .action(async (options: { residents: string; seed: string; data: string }) =>
      runJob(await withData(options.data), 'seed', { residents: residentsOf(options.residents), seed: options.seed }),
    );

  program
    .command('match')
    .description('match open needs with all resources now (立即执行匹配)')
    .option(
      '--division <code>',
      'only the needs in this division or zone; what is proposed to all others is held fixed',
    )
    .option('--json', "print the run's figures as JSON")
    .addOption(dataOption())
    .action(async (options: MatchOptions & { data: string }) =>
      match(await withData(options.data), options, terminalLanguage()),
    );

  addLinkCommand(program);

  program
    .command('link-files')
    .description('link the records of one CSV file, or of two, that are one person or thing (关联文件中的同一人)')
    .requiredOption('--input <file>', 'CSV file; give one or two', (path: string, before: readonly string[] = []) => [
      ...before,
      path,
    ])
    .requiredOption('--id <column>', 'column of ids, unique in each file')
    .option('--model <file>', 'model as JSON; without one it is guessed and written beside the output')
    .requiredOption('--output <file>', 'where the pairs go: id_l,id_r,weight,probability')
    .option('--reasons <file>', 'where the evidence of each pair goes, in words: id_l,id_r,part,bits,text')
    .option('--report <file>', 'where a report goes, in Markdown: probabilities, weights, rules and what they left out')
    .option('--threads <number>', 'threads that compare; one for each core when left out')
    .option('--json', 'print the figures of the run as JSON')
    .action((options: LinkFilesOptions) => linkFiles(options, terminalLanguage()));

  program
    .command('match-files')
    .description('the exact best assignment of plain files, with a certificate; needs no data folder')
    .requiredOption('--needs <file>', 'CSV with id,units')
    .requiredOption('--resources <file>', 'CSV with id,capacity')
    .requiredOption('--pairs <file>', 'CSV with need_id,resource_id,score and optionally max_units')
    .requiredOption('--output <file>', 'where the matches go: need_id,resource_id,units,score')
    .requiredOption('--report <file>', 'where the report goes, as JSON')
    .option('--prices <file>', 'where the certificate goes: resource_id,price')
    .option('--json', 'print the report instead of a sentence')
    .action((options: MatchFilesOptions) => matchFiles(options, terminalLanguage()));

  program
    .command('token')
    .description('tokens for demonstration and tests')
    .command('issue')
    .description('sign a token; it stands alone on the last line')
    .requiredOption('--role <role>', 'role')
    .option('--division <code>', 'division or zone', demonstrationDivision)
    .option('--organisation <id>', 'organisation, for station workers and partners')
    .option('--hours <number>', 'hours for which it holds', '12')
    .addOption(dataOption())
    .action(async (options: TokenOptions & { data: string }) => issue(await withData(options.data), options));

  addKeyCommands(program);
  addScheduleCommands(program);

  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    process.stderr.write(`${sentenceFor(error)}\n`);
    process.exitCode ??= 1; // an interrupted command has set its own
  }
}

function addLinkCommand(program: Command): void {
  program
    .command('link')
    .description("wait until all departments' records are linked, and say what came of it (跨部门人员关联)")
    .option('--rebuild', 'build the index anew and look at every record again')
    .option('--report <file>', 'where a page goes with weights and rules, as HTML')
    .option('--json', 'print the figures as JSON')
    .addOption(dataOption())
    .action(async (options: LinkOptions & { data: string }) =>
      (await import('./commands/link.ts')).link(await withData(options.data), options, terminalLanguage()),
    );
}

function addKeyCommands(program: Command): void {
  const auditing = program.command('audit').description('the audit ledger (审计台账)');
  auditing
    .command('verify')
    .description('find any edit, deletion, move or cut and say where; ends with 2 when there is one (核验台账)')
    .option('--file <file>', 'an exported ledger instead of the one of the data folder; needs no hub')
    .option('--key <file>', 'key file audit-seal.key.json, to check the seals of a file too')
    .option('--json', 'print the report as JSON')
    .addOption(dataOption())
    .action(async (options: VerifyOptions & { data: string }) =>
      (await audit()).auditVerify(() => withData(options.data), options, terminalLanguage()),
    );
  auditing
    .command('export')
    .description('write the whole ledger to a file that can be verified without a hub (导出台账)')
    .argument('<file>', 'where it goes, one JSON line for each entry and seal')
    .option('--json', 'print the report as JSON')
    .addOption(dataOption())
    .action(async (file: string, options: { data: string; json?: boolean }) =>
      (await audit()).auditExport(await withData(options.data), file, options.json ?? false, terminalLanguage()),
    );
  auditing
    .command('report')
    .description("the yearly report on accesses to minors' records (未成年人个人信息合规审计)")
    .requiredOption('--year <year>', 'calendar year')
    .option('--json', 'print it as JSON')
    .addOption(dataOption())
    .action(async (options: { year: string; data: string; json?: boolean }) =>
      (await audit()).auditReport(
        await withData(options.data),
        options.year,
        options.json ?? false,
        terminalLanguage(),
      ),
    );
  auditing
    .command('retain')
    .description('remove what was kept for long enough, and leave a signed checkpoint (到期清理)')
    .option('--months <number>', 'for how long entries are kept from now on, 6 at least; 36 until it is said')
    .option('--json', 'print what was done as JSON')
    .addOption(dataOption())
    .action(async (options: { months?: string; data: string; json?: boolean }) =>
      (await audit()).auditRetain(await withData(options.data), options, terminalLanguage()),
    );

  const keys = program.command('keys').description('versions of the keys, and their rotation (密钥版本与轮换)');
  keys
    .command('status')
    .description('all keys with their versions, and how many stored values stand under each')
    .addOption(dataOption())
    .option('--json', 'print it as JSON')
    .action(async (options: { data: string; json?: boolean }) =>
      keysStatus(await withData(options.data), options.json ?? false, terminalLanguage()),
    );
  keys
    .command('rotate')
    .argument('<name>', 'seal, blind-index, cursor, token-signing, carrier-<subgraph> …')
    .description(
      'give a key its next version and seal stored values anew while the hub serves; the same command goes on',
    )
    .option('--finish', 'drop the former versions, if nothing needs them')
    .option('--key-only', 'change the key only: processes that run in distributed mode seal anew by themselves')
    .addOption(dataOption())
    .option('--json', 'print the outcome as JSON')
    .action(async (name: string, options: RotateOptions & { data: string }) =>
      rotateKey(await withData(options.data), name, options, terminalLanguage()),
    );
}

function addScheduleCommands(program: Command): void {
  const scheduling = program.command('schedule').description('stored questions on their calendar (计划任务)');
  const ownerOption = () => new Option('--owner <name>', 'whose schedule, where several people have one of this name');
  const jsonOption = () => new Option('--json', 'print it as JSON');
  scheduling
    .command('list')
    .description('all schedules, when they are due next and how they ran last')
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(async (options: ScheduleOptions & { data: string }) =>
      (await schedule()).scheduleList(await withData(options.data), options, terminalLanguage()),
    );
  scheduling
    .command('run')
    .argument('<name>', 'name of the schedule')
    .description('run it now, under its own delegation, and wait for the end')
    .addOption(ownerOption())
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(async (name: string, options: ScheduleOptions & { data: string }) =>
      (await schedule()).scheduleRun(await withData(options.data), name, options, terminalLanguage()),
    );
  scheduling
    .command('history')
    .argument('<name>', 'name of the schedule')
    .description('its runs, the latest first: duration, rows, cost and outcome')
    .option('--first <number>', 'how many, 1 to 100', '20')
    .addOption(ownerOption())
    .addOption(jsonOption())
    .addOption(dataOption())
    .action(async (name: string, options: ScheduleOptions & { data: string }) =>
      (await schedule()).scheduleHistory(await withData(options.data), name, options, terminalLanguage()),
    );
}

const withData = async (dataFolder: string): Promise<HubConfig> => ({
  ...(await import('./config.ts')).readHubConfig(),
  dataFolder,
});

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new StartFailure(`--port is "${text}", expected a number from 0 to 65535.`);
}

function residentsOf(text: string): number {
  const residents = Number(text);
  if (Number.isInteger(residents) && residents >= 1 && residents <= 2_000_000) return residents;
  throw new StartFailure(`--residents is "${text}", expected a whole number from 1 to 2,000,000.`);
}
