import type { Caller, GraphAnswer, GraphRequest, Language } from '@hub/kernel';
import type { Job } from '../jobs.ts';
import { StartFailure } from '../sentences.ts';

/** Asks the subgraph of matching on behalf of whoever is at the terminal. */
export type AskMatching = (request: GraphRequest, caller: Pick<Caller, 'language'>) => Promise<GraphAnswer>;

const startMatchRun = `mutation ($division: ID) { startMatchRun(division: $division) {
  id startedAt finishedAt durationMilliseconds engineVersion policyVersion division { id }
  needs met partlyMet unmet resources examinedPairs eligiblePairs cutNeeds
  objective dualBound gap method fairnessPoints inputDigest answerDigest
  byUnit { unit needs met partlyMet unmet wantedUnits servedUnits }
  byCategory { category needs met partlyMet unmet servedShare } } }`;
const askProgress = '{ matchRunProgress { stage done of } }';
const cancelMatchRun = 'mutation { cancelMatchRun }';

const betweenMs = 250;

interface Progress {
  readonly stage: keyof typeof stages;
  readonly done: number;
  readonly of: number;
}

const stages = {
  ELIGIBLE: { en: 'Looking for what fits', zh: '正在查找可行资源' },
  ASSIGN: { en: 'Assigning', zh: '正在求最优分配' },
  EXPLAIN: { en: 'Explaining', zh: '正在生成说明' },
} as const;

const words = {
  interrupted: { en: 'Interrupted; the earlier answer stays.', zh: '已中断，此前的匹配结果仍然有效。' },
  nothing: { en: 'The matching run gave no answer.', zh: '匹配没有给出结果。' },
} as const;

/** One matching run, of all needs or of those in a division: tells how far it is, ends when it is interrupted, and gives its figures as JSON. */
export const matchJob =
  (ask: AskMatching): Job =>
  async ({ division, language: wish }, { progress, signal }) => {
    const language: Language = wish === 'zh' ? 'zh' : 'en';
    const tell = (query: string, variables: GraphRequest['variables'] = null) =>
      ask({ query, variables }, { language });
    const ended = new AbortController();
    const interrupted = () => new StartFailure(words.interrupted[language]);
    const leaving = Promise.withResolvers<never>();
    // A run that has not begun, or has no answer before it that could stay, is left to the hub.
    const cancel = async () => {
      const { data } = await tell(cancelMatchRun);
      if (data?.cancelMatchRun !== true) leaving.reject(interrupted());
    };
    if (signal.aborted) throw interrupted();
    signal.addEventListener('abort', cancel, { once: true });
    const shown = showUntil(ended.signal, async () => {
      const { data } = await tell(askProgress);
      const now = data?.matchRunProgress as Progress | null | undefined;
      if (now) progress(lineOf(now, language));
    });
    try {
      const { data, errors } = await Promise.race([
        tell(startMatchRun, { division: division ?? null }),
        leaving.promise,
      ]);
      // A run that was stored before it could be cancelled is told.
      if (data?.startMatchRun) return JSON.stringify(data.startMatchRun);
      if (signal.aborted) throw interrupted();
      throw new StartFailure(errors?.[0]?.message ?? words.nothing[language]);
    } finally {
      signal.removeEventListener('abort', cancel);
      ended.abort();
      await shown;
    }
  };

const lineOf = ({ stage, done, of }: Progress, language: Language): string =>
  of === 0 ? stages[stage][language] : `${stages[stage][language]} ${Math.round((done / of) * 100)} %`;

/** Does it every quarter of a second until the signal fires. */
async function showUntil(signal: AbortSignal, show: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await show();
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, betweenMs);
    const end = () => resolve();
    signal.addEventListener('abort', end, { once: true });
    await promise;
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}
