import type { Language } from '@hub/kernel';
import type { HubConfig } from '../config.ts';
import { print } from '../terminal.ts';
import { resultOfJob } from './runJob.ts';

export interface MatchOptions {
  readonly division?: string;
  readonly json?: boolean;
}

/** What of a run's figures is said in a sentence. */
interface RunTold {
  readonly needs: number;
  readonly met: number;
  readonly partlyMet: number;
  readonly unmet: number;
  readonly dualBound: number;
  readonly gap: number;
  readonly durationMilliseconds: number;
}

/** Matches open needs with all resources now, in the hub that runs on the data folder or here. */
export async function match(config: HubConfig, { division, json = false }: MatchOptions, language: Language) {
  const result = await resultOfJob(config, 'match', { language, ...(division !== undefined && { division }) });
  print(json ? result : summary(JSON.parse(result) as RunTold, language));
}

function summary(run: RunTold, language: Language): string {
  const { needs, met, partlyMet, unmet, durationMilliseconds } = run;
  const seconds = (durationMilliseconds / 1000).toFixed(1);
  const quality = qualityOf(run)[language];
  if (language === 'zh')
    return `已匹配 ${needs} 项需求：全部满足 ${met} 项，部分满足 ${partlyMet} 项，未满足 ${unmet} 项；${quality}，用时 ${seconds} 秒。`;
  return `Matched ${needs} needs: ${met} met, ${partlyMet} partly met, ${unmet} unmet; ${quality}, in ${seconds} s.`;
}

const leastPercent = 0.01;

/** How far the run is from what no assignment can exceed, rounded up. */
function qualityOf({ gap, dualBound }: Pick<RunTold, 'gap' | 'dualBound'>): Readonly<Record<Language, string>> {
  if (gap === 0) return { en: 'proven optimal', zh: '已证明为最优' };
  const percent = Math.max(leastPercent, Math.ceil((gap / dualBound) * 10_000) / 100).toFixed(2);
  return { en: `at most ${percent} % below the best possible`, zh: `距可能的最优值至多相差 ${percent} %` };
}
