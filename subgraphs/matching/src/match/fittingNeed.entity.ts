import type { MatchStanding } from './match.entity.ts';

/** An open need that a fund fits, by the last run's answer. */
export interface FittingNeedRow {
  readonly fundId: string;
  readonly needId: string;
  readonly clientId: string;
  readonly standing: MatchStanding;
  readonly units: number;
}

/** How many open needs a fund fits. */
export interface FittingNeedCount {
  readonly fundId: string;
  readonly needs: number;
}
