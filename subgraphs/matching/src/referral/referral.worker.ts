import { accept, dayIn, type Opening, pause, type Store, type Worker } from '@hub/kernel';
import type { MatchingTables } from '../tables.ts';
import { accountOf } from './account.rules.ts';
import { passTime } from './passingTime.repository.ts';
import { step } from './referral.rules.ts';

export interface ReferralClockParts {
  readonly opening: Opening;
  readonly store: Store<MatchingTables>;
}

const askAgainMs = 60_000;

/** Ends referrals that nobody answered in time, and notices resources that ran out of days under what is promised of them. */
export function referralClock({ opening, store }: ReferralClockParts): Worker {
  return {
    name: 'referrals running out',
    async run({ signal, caughtUp }) {
      for (let done = ''; !signal.aborted; await pause(askAgainMs, signal)) {
        const now = opening.clock().toISOString();
        const today = dayIn(opening.timeZone, now);
        if (today !== done) await passTime(store, opening.ids, { now, today }, decideOn(today));
        done = today;
        caughtUp();
      }
    },
  };
}

/** The clock takes the step of the machine that is its own. */
const decideOn =
  (today: string): Parameters<typeof passTime>[3] =>
  (referral, locked) => {
    const standing = {
      need: { id: referral.needId, status: 'OPEN' as const, units: 0 },
      covered: 0,
      openForPerson: false,
      account: accountOf(locked, today),
    };
    const taken = accept(step(referral, 'expire', {}, ['CLOCK'], standing, today));
    return { ...taken, sums: { reserved: 0, spent: 0 } };
  };
