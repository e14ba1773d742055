import { accept, dayIn, type Opening, pause, type Store, type Worker } from '@hub/kernel';
import type { WorkdayCalendar } from '@hub/values';
import type { MatchingTables } from '../tables.ts';
import { accountOf } from './account.rules.ts';
import { endLate, markOvercommitted } from './passingTime.repository.ts';
import { step } from './referral.rules.ts';

export interface ReferralClockParts {
  readonly opening: Opening;
  readonly store: Store<MatchingTables>;
  readonly workdays: WorkdayCalendar;
}

const askAgainMs = 60_000;

/** Ends referrals that nobody answered in time, and notices resources that ran out of days under what is promised of them. */
export function referralClock({ opening, store, workdays }: ReferralClockParts): Worker {
  return {
    name: 'referrals running out',
    async run({ signal, caughtUp }) {
      for (let done = ''; !signal.aborted; await pause(askAgainMs, signal)) {
        const now = opening.clock().toISOString();
        const today = dayIn(opening.timeZone, now);
        // What was logged late may have run out already, so that a new day is not the only time to look.
        await endLate(store, opening.ids, { now, today }, decideOn(today, workdays));
        if (today !== done) await markOvercommitted(store, { now, today });
        done = today;
        caughtUp();
      }
    },
  };
}

/** The clock takes the step of the machine that is its own. */
const decideOn =
  (today: string, workdays: WorkdayCalendar): Parameters<typeof endLate>[3] =>
  (referral, locked) => {
    const standing = {
      need: { id: referral.needId, status: 'OPEN' as const, units: 0 },
      covered: 0,
      openForPerson: false,
      workdays,
      account: accountOf(locked, today),
    };
    const taken = accept(step(referral, 'expire', {}, ['CLOCK'], standing, today));
    return { ...taken, sums: { reserved: 0, spent: 0 } };
  };
