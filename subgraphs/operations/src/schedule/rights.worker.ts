import { type AskPort, type Caller, faultFields, type Opening, type Worker } from '@hub/kernel';
import { type RightNow, rightIn, rightQuestion } from '../delivery/right.rules.ts';

/** Tells what delegations are worth while the worker runs that may ask. */
export interface Rights {
  /** What a delegation that somebody gave is worth at this moment; null where nobody can say. */
  of(delegation: string, subject: string, caller: Pick<Caller, 'requestId' | 'language'>): Promise<RightNow | null>;
  readonly worker: Worker;
}

export function openRights({ log }: Pick<Opening, 'log'>): Rights {
  let port: AskPort | null = null;
  return {
    async of(delegation, subject, { requestId, language }) {
      if (!port) return null;
      try {
        const asked = { delegation, subject, query: rightQuestion, variables: {}, requestId, language };
        return rightIn(await port(asked)) ?? null;
      } catch (fault) {
        log.warn('right not told', faultFields(fault));
        return null;
      }
    },
    worker: {
      name: 'operations learns what delegations are worth',
      async run({ ask, signal, caughtUp }) {
        port = ask;
        caughtUp();
        await new Promise<void>((resolve) => {
          if (signal.aborted) resolve();
          else signal.addEventListener('abort', () => resolve(), { once: true });
        });
        port = null;
      },
    },
  };
}
