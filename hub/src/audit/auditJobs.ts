import { say, systemClock } from '@hub/kernel';
import type { JobContext, Jobs } from '../jobs.ts';
import type { Session } from '../session.ts';
import { exportLedger, verifyLedger } from './auditWork.ts';
import { ledgerSource } from './ledgerSource.ts';
import { auditSentences } from './sentences.ts';

type Args = Readonly<Record<string, unknown>>;

/** What a hub does for `hub audit`. */
export function auditJobsOf({ hub, folder, ids }: Session): Jobs {
  const language = (args: Args) => (args.language === 'zh' ? 'zh' : 'en');
  const source = (args: Args) => {
    const access = hub.carriers.get('access');
    if (!access) throw new Error('There is no subgraph access.');
    return ledgerSource(access, { clock: systemClock, ids, language: language(args) });
  };
  const telling =
    (args: Args, { progress }: JobContext) =>
    (count: number) =>
      progress(say(auditSentences, language(args), 'PROGRESS', { count }));
  const ring = () => folder.keys.ring('audit-seal');
  return {
    'audit-verify': async (args, context) =>
      JSON.stringify(await verifyLedger(source(args), ring(), telling(args, context))),
    'audit-export': async (args, context) =>
      JSON.stringify(await exportLedger(source(args), ring(), String(args.file), telling(args, context))),
    'audit-report': async (args) => JSON.stringify(await source(args).minorsReport(Number(args.year))),
    'audit-retain': async (args) =>
      JSON.stringify(await source(args).retain(typeof args.months === 'number' ? args.months : null)),
  };
}
