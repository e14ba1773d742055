export {
  compareRuns,
  type FigureChange,
  type GroupChange,
  type LevelChange,
  type NeedChange,
  type RunComparison,
  type ShareChange,
} from './compareRuns.ts';
export { type Certificate, checkCertificate } from './flow/certificate.ts';
export type { TransportProblem } from './flow/network.ts';
export { type Holding, type MarketPair, openMarket, type TransportMarket } from './flow/openMarket.ts';
export { type SolveReport, solveTransport, type TransportSolution } from './flow/solveTransport.ts';
export type {
  BeneficiaryCap,
  Circumstances,
  FixedAssignment,
  HeldCertificate,
  MatchGiving,
  MatchNeed,
  MatchResource,
  PastDealing,
  PastDecline,
  PastService,
  TravelCircle,
  Wish,
} from './input.ts';
export { type MatchInput, type MatchProgress, type MatchStage, match } from './match.ts';
export { matchInThread } from './matchInThread.ts';
export {
  type Alternative,
  type AssignMethod,
  type CommunityShare,
  type GroupShare,
  type LevelFigure,
  type LevelReport,
  type MatchOutcome,
  type MatchTotals,
  type NeedOutcome,
  type Params,
  type Proposal,
  REASONS,
  type Reason,
  type ReasonCode,
  type ResourceOutcome,
  type Shortage,
  UNMET_CODES,
  type UnitTotals,
  type Unlock,
  type Unmet,
  type UnmetCode,
} from './outcome.ts';
export { parsePolicy } from './parsePolicy.ts';
export {
  type DeclineWeight,
  defaultPolicy,
  type MatchPolicy,
  POLICY_LEVELS,
  type PolicyLevel,
  type PolicyWords,
  SCORE_PARTS,
  type ScorePart,
} from './policy.ts';
export { RULES, type Rule } from './rules.ts';
export { AMOUNT_RULES, type AmountRule, mostUnitsOf, rulesAgainst } from './rulesAgainst.ts';
export type { ScoreComponents } from './score.ts';
export { type OpenRun, type OpenRunOptions, openRun, type RunUpdate } from './session/openRun.ts';
export type { RunFigures } from './session/runState.ts';
export type { RunChange } from './session/world.ts';
export { minutesFor, type TravelSpeed, type TravelSpeeds } from './travel.ts';
export { engineVersion } from './version.ts';
export { type Supposition, whatIf } from './whatIf.ts';
export { type WhatIfAnswer, type WhatIfWork, whatIfInThread } from './whatIfInThread.ts';
