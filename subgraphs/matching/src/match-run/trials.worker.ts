import { type Supposition, type WhatIfAnswer, whatIfInThread } from '@hub/engine-matching';
import { HubError, type Store } from '@hub/kernel';
import type { Seals } from '../seals.ts';
import type { MatchingTables } from '../tables.ts';
import { narrowedTo, within } from './divisionRun.rules.ts';
import { heldAnswers } from './matchRun.repository.ts';
import { readInput } from './runInput.worker.ts';
import { triedPolicy } from './suppose.rules.ts';

export interface Tried {
  readonly suppositions: readonly Supposition[];
  readonly division: string | null;
  readonly today: string;
  /** Fires when nobody waits for the answer any more: then its thread ends. */
  readonly withdrawn: AbortSignal | undefined;
}

/** Runs that are tried and not stored. */
export interface Trials {
  /** Rejects with a refusal when it takes too long for somebody who waits, or when too many are tried at once. */
  whatIf(tried: Tried): Promise<WhatIfAnswer>;
}

// Well within the ten seconds for which a question is carried.
const longestMs = 8_000;
const mostAtOnce = 2;

export function createTrials({
  store,
  sealed,
}: {
  readonly store: Store<MatchingTables>;
  readonly sealed: Seals;
}): Trials {
  let underWay = 0;
  return {
    async whatIf({ suppositions, division, today, withdrawn }) {
      if (underWay >= mostAtOnce) throw new HubError('REFUSED', 'WHAT_IF_BUSY', { most: mostAtOnce });
      underWay++;
      const ending = new AbortController();
      const withdraw = () => ending.abort(new HubError('REFUSED', 'MATCH_RUN_CANCELLED'));
      if (withdrawn?.aborted) withdraw();
      withdrawn?.addEventListener('abort', withdraw, { once: true });
      const timer = setTimeout(
        () => ending.abort(new HubError('REFUSED', 'WHAT_IF_TOO_LONG', { seconds: longestMs / 1000 })),
        longestMs,
      );
      try {
        const { input: all } = await readInput({ store, sealed }, today);
        const answers = division === null ? [] : await heldAnswers(store);
        const { input } = narrowedTo({ ...all, policy: triedPolicy }, within(division), answers);
        return await whatIfInThread({ input, suppositions }, ending.signal);
      } finally {
        clearTimeout(timer);
        withdrawn?.removeEventListener('abort', withdraw);
        underWay--;
      }
    },
  };
}
