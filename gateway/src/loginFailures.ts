import { policy } from '@hub/engine-policy';
import { type AuditEntry, type AuditPort, auditEntryOf, type Clock, faultFields, type Log } from '@hub/kernel';

/** Failed logins for the ledger: the first of each cause and minute at once, the others of that minute as one number. */
export interface LoginFailures {
  note(cause: string, requestId: string): Promise<void>;
  /** Writes down what is counted so far. */
  close(): Promise<void>;
}

interface Counted {
  readonly minute: number;
  readonly requestId: string;
  more: number;
}

export function createLoginFailures(audit: AuditPort, clock: Clock, log: Log): LoginFailures {
  const byCause = new Map<string, Counted>();
  let timer: NodeJS.Timeout | undefined;

  async function append(entries: readonly AuditEntry[]): Promise<void> {
    if (entries.length === 0) return;
    try {
      await audit(entries);
    } catch (fault) {
      // Nothing is given to who failed to log in, so the answer need not wait for the ledger.
      log.error('audit failed', faultFields(fault));
    }
  }
  const summaries = (isOver: (minute: number) => boolean): readonly AuditEntry[] =>
    [...byCause].flatMap(([cause, { minute, requestId, more }]) => {
      if (!isOver(minute)) return [];
      byCause.delete(cause);
      return more > 0 ? [entryOf(`${cause} ${more} more`, requestId, new Date((minute + 1) * 60_000))] : [];
    });
  const flush = (isOver: (minute: number) => boolean) => append(summaries(isOver));

  return {
    async note(cause, requestId) {
      const now = clock();
      const current = minuteOf(now);
      const counted = byCause.get(cause);
      if (counted?.minute === current) {
        counted.more++;
        timer ??= setTimeout(() => {
          timer = undefined;
          void flush((minute) => minute < minuteOf(clock()));
        }, 61_000).unref();
        return;
      }
      const over = summaries((minute) => minute < current);
      byCause.set(cause, { minute: current, requestId, more: 0 });
      await append([...over, entryOf(cause, requestId, now)]);
    },
    async close() {
      clearTimeout(timer);
      await flush(() => true);
    },
  };
}

const minuteOf = (now: Date): number => Math.floor(now.getTime() / 60_000);

const entryOf = (outcome: string, requestId: string, at: Date): AuditEntry =>
  auditEntryOf({
    action: 'LOGIN_FAILED',
    actor: 'nobody',
    role: 'none',
    requestId,
    outcome: `FAILED ${outcome}`,
    policyVersion: policy.version,
    at: at.toISOString(),
  });
