import type { Bound } from '@hub/kernel';
import type { MatchingTables } from '../tables.ts';
import { holdEverything } from './coverage.repository.ts';
import type { Post } from './matchRun.rules.ts';

/** Whether one viewer is told figures over everyone: by role, purpose and divisions, never by what there is to see. */
export interface OverEveryone {
  /** How much runs had to do and how they went. */
  ofRuns(): Promise<boolean>;
  /** What is asked of single resources, and what would help in single places. */
  ofPlaces(): Promise<boolean>;
}

/** Asks for the places at most once a request. */
export function overEveryoneOf({ store, today }: Bound<MatchingTables>, post: Post): OverEveryone {
  let held: Promise<boolean> | undefined;
  const ofPlaces = async (): Promise<boolean> => {
    if (!post.matchesResources) return false;
    held ??= holdEverything(store, post.divisions, today);
    return held;
  };
  return { ofPlaces, ofRuns: async () => post.keepsTheHubGoing || ofPlaces() };
}
