import { found, permit } from '@hub/kernel';
import type { LinkageContext } from '../context.ts';
import type { LinkRunFigures } from './linkRun.repository.ts';
import { mayRelink, maySeeQuality, type QualityFigures, qualityOf } from './linkRun.rules.ts';

/** Has all records looked at again, on request with the index in memory built anew from the store before. */
export async function relinkPeople(
  { rebuild = false }: { readonly rebuild?: boolean | undefined },
  { linkRuns, linking, viewer }: LinkageContext,
): Promise<LinkRunFigures> {
  permit(mayRelink(viewer));
  await linking.load();
  await linkRuns.begin();
  linking.wake(rebuild);
  return found(await linkRuns.figures(), 'LinkRun');
}

export const linkRunFor = ({ linkRuns, viewer }: LinkageContext): Promise<LinkRunFigures | null> | null =>
  mayRelink(viewer) ? linkRuns.figures() : null;

export async function linkQualityFor({ linkRuns, viewer }: LinkageContext): Promise<QualityFigures | null> {
  if (!maySeeQuality(viewer)) return null;
  const [run, decided, answers] = [await linkRuns.figures(), await linkRuns.decided(), await linkRuns.answers()];
  const pairsOf = (kind: string, verdict: string): number =>
    decided.find((row) => row.kind === kind && row.verdict === verdict)?.pairs ?? 0;
  const findingsOf = (kind: string) => ({ same: pairsOf(kind, 'SAME'), different: pairsOf(kind, 'DIFFERENT') });
  const rounds = Map.groupBy(answers, ({ reviewId, round }) => `${reviewId} ${round}`);
  return qualityOf({
    sampled: findingsOf('SAMPLE'),
    unsure: findingsOf('UNSURE'),
    links: run?.links ?? 0,
    waiting: run?.waiting ?? 0,
    twice: [...rounds.values()].flatMap(([one, other]) =>
      one && other ? [[one.verdict, other.verdict] as const] : [],
    ),
  });
}
