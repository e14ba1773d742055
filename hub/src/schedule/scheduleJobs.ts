import { type Caller, type GraphAnswer, pause, say } from '@hub/kernel';
import type { JobContext, Jobs } from '../jobs.ts';
import { StartFailure } from '../sentences.ts';
import type { Session } from '../session.ts';
import { scheduleSentences } from './sentences.ts';

type Args = Readonly<Record<string, unknown>>;

export interface RunTold {
  readonly id: string;
  readonly ordinal: number;
  readonly cause: string;
  readonly state: string;
  readonly dueAt: string;
  readonly rows: number | null;
  readonly cost: number | null;
  readonly durationMs: number | null;
  readonly outcome: string | null;
  readonly outcomeText: string | null;
}

export interface ScheduleTold {
  readonly id: string;
  readonly name: string;
  readonly owner: string;
  readonly state: string;
  readonly cron: string | null;
  readonly days: string;
  readonly onChange: readonly string[];
  readonly nextTimes: readonly string[];
  readonly lastRun: RunTold | null;
}

const run = 'id ordinal cause state dueAt rows cost durationMs outcome outcomeText';
const list = `query ($where: ScheduleFilter, $after: String) { schedules(where: $where, first: 100, after: $after) {
  edges { node { id name owner state cron days onChange nextTimes lastRun { ${run} } } } pageInfo { endCursor hasNextPage } } }`;
const history = `query ($id: ID!, $first: Int!) { scheduleRuns(where: { schedule: $id }, first: $first) { edges { node { ${run} } } } }`;
const start = 'mutation ($id: ID!) { runSchedule(input: { id: $id }) { id } }';
const ended: ReadonlySet<string> = new Set(['SUCCEEDED', 'FAILED', 'REFUSED', 'SKIPPED', 'CANCELLED']);
const lookMs = 100;

interface List<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

/** What a hub does for `hub schedule`; `callerOf` is who asks for it. */
export function scheduleJobsOf({ hub }: Session, callerOf: (args: Args) => Caller): Jobs {
  const ask = async (args: Args, query: string, variables: Args = {}): Promise<NonNullable<GraphAnswer['data']>> => {
    const answer = await hub.carriers.get('operations')?.execute({ query, variables }, callerOf(args));
    const [error] = answer?.errors ?? [];
    if (error || !answer?.data) throw new StartFailure(error?.message ?? 'The subgraph operations gave no answer.');
    return answer.data;
  };
  const languageOf = ({ language }: Args) => (language === 'zh' ? 'zh' : 'en');
  const schedules = async (args: Args, where: Args = {}): Promise<readonly ScheduleTold[]> => {
    const found: ScheduleTold[] = [];
    for (let after: string | null = null; ; ) {
      const page = (await ask(args, list, { where, after })).schedules as List<ScheduleTold>;
      found.push(...page.edges.map(({ node }) => node));
      if (!page.pageInfo.hasNextPage) return found;
      after = page.pageInfo.endCursor;
    }
  };
  const named = async (args: Args): Promise<ScheduleTold> => {
    const { name, owner } = args;
    const [only, ...others] = await schedules(args, { name, ...(owner !== undefined && { owner }) });
    const tell = (code: keyof typeof scheduleSentences, params: Record<string, string>) =>
      new StartFailure(say(scheduleSentences, languageOf(args), code, { name: String(name), ...params }));
    if (!only)
      throw tell('UNKNOWN', { expected: (await schedules(args)).map((one) => `"${one.name}"`).join(', ') || '-' });
    if (others.length > 0) throw tell('SEVERAL', { owners: [only, ...others].map((one) => one.owner).join(', ') });
    return only;
  };
  const runsOf = async (args: Args, id: string, first: number): Promise<readonly RunTold[]> =>
    ((await ask(args, history, { id, first })).scheduleRuns as List<RunTold>).edges.map(({ node }) => node);

  const runNow = async (args: Args, { progress, signal }: JobContext): Promise<string> => {
    const { id } = await named(args);
    const begun = (await ask(args, start, { id })).runSchedule as { readonly id: string };
    for (let told = ''; ; ) {
      const found = (await runsOf(args, id, 20)).find((one) => one.id === begun.id);
      if (!found || ended.has(found.state) || signal.aborted) return JSON.stringify(found ?? null);
      const { ordinal, state, outcomeText } = found;
      const text = say(scheduleSentences, languageOf(args), 'WAITS', { ordinal, state, outcome: outcomeText ?? '' });
      if (text !== told) progress(text);
      told = text;
      await pause(lookMs, signal);
    }
  };
  return {
    'schedule-list': async (args) => JSON.stringify(await schedules(args)),
    'schedule-history': async (args) =>
      JSON.stringify(await runsOf(args, (await named(args)).id, Number(args.first ?? 20))),
    'schedule-run': runNow,
  };
}
