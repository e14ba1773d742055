import type { Moment } from '../src/match-run/inputChange.repository.ts';
import type { FinishedRun } from '../src/match-run/matchRun.repository.ts';

export const match = (needId: string, rank: number, score = 1000) => ({
  needId,
  rank,
  resourceId: `fund_${rank}`,
  standing: 'PROPOSED' as const,
  score,
  units: 1,
  monthUnits: null,
  regret: 0,
  distanceMetres: null,
  reasons: '[]',
  components: '[]',
});
let made = 0;
/** A full run that answers with these matches and nothing else. */
export const finished = (moment: Moment, ...matches: readonly ReturnType<typeof match>[]): FinishedRun => ({
  run: {
    id: `match-run_${++made}`,
    kind: 'FULL',
    finishedAt: '2026-11-21T04:00:00.000Z',
    policyVersion: '1',
    needs: 0,
    met: 0,
    partlyMet: 0,
    unmet: 0,
    resources: 0,
    examinedPairs: 0,
    objective: 2 ** 53 - 1,
    dualBound: 2 ** 53 - 1,
    divisionCode: null,
    startedAt: null,
    engineVersion: null,
    policy: null,
    eligiblePairs: 0,
    cutNeeds: 0,
    method: 'FLOW',
    fairnessPoints: 0,
    inputDigest: null,
    answerDigest: null,
    cells: '[]',
    groupShares: '[]',
  },
  match: matches,
  unmet: [],
  shortage: [],
  resourceDemand: [],
  needAnswer: [],
  newlyAnswered: [],
  moment,
  places: null,
});
