import type {
  CellFiguresResolvers,
  CommunityFiguresResolvers,
  LevelChangeResolvers,
  MatchRunProgressResolvers,
  MatchRunResolvers,
  MutationResolvers,
  NeedChangeResolvers,
  PolicyLevelResolvers,
  QueryResolvers,
  RunComparisonResolvers,
  RunPolicyResolvers,
  ShareChangeResolvers,
  WhatIfResolvers,
} from '../__generated__/resolvers.ts';
import type { MatchingContext } from '../context.ts';
import { levelWords } from '../match/match.rules.ts';
import { refTo } from '../refs.ts';
import { wordOf } from '../words.ts';
import { byCategory, byCell, byCommunity, byGroup, byUnit, figuresOver } from './figures.rules.ts';
import { firstOf } from './firstOf.ts';
import { cancelMatchRun, compareMatchRuns, progressOfRun, startMatchRun } from './matchRun.commands.ts';
import type { MatchRunRow, RunCell } from './matchRun.entity.ts';
import {
  cellsOfRun,
  examinedPairsOf,
  groupsOfRun,
  keepsTheHubGoing,
  millisecondsOf,
  policyOfRun,
  seesClients,
} from './matchRun.rules.ts';

const Query: QueryResolvers = {
  latestMatchRun: (_, _args, { matchRuns }) => matchRuns.latest(),
  matchRun: (_, { id }, { loaders }) => loaders.matchRunById.load(id),
  matchRuns: (_, args, { matchRuns, overEveryone }) =>
    overEveryone.ofRuns().then((isShown) => matchRuns.page(args, isShown)),
  compareMatchRuns: (_, args, context) => compareMatchRuns(args, context),
  whatIf: (_, { input }, context) => whatIf(input, context),
  matchRunProgress: (_, _args, context) => progressOfRun(context),
};

const Mutation: MutationResolvers = {
  startMatchRun: (_, { division }, context) => startMatchRun(division, context),
  cancelMatchRun: (_, _args, context) => cancelMatchRun(context),
};

import { whatIf } from './whatIf.commands.ts';

/** A figure over everyone, for whoever may see all runs; else `null`. */
const whole =
  <Figure>(of: (run: MatchRunRow) => Figure) =>
  (run: MatchRunRow, _: unknown, { overEveryone }: MatchingContext): Promise<Figure | null> =>
    overEveryone.ofRuns().then((told) => (told ? of(run) : null));

/** A figure over everyone, or else over the needs that the viewer may see. */
const counted =
  <Figure>(ofRun: (run: MatchRunRow) => Figure, ofCells: (cells: readonly RunCell[]) => Figure) =>
  async (run: MatchRunRow, _: unknown, { overEveryone, loaders }: MatchingContext): Promise<Figure | null> => {
    if (await overEveryone.ofRuns()) return ofRun(run);
    const figures = await loaders.figuresOfRun.load(run.id);
    return figures && ofCells(figures.cells);
  };
const byCells = <Figure>(of: (cells: readonly RunCell[]) => Figure) => counted((run) => of(cellsOfRun(run)), of);

/** Whoever keeps the hub going is told of no place and of nobody's groups. */
const communitiesOf = byCells(byCommunity);
const figuresOfCells = byCells(byCell);

async function groupsFor(run: MatchRunRow, _: unknown, { viewer, overEveryone, loaders }: MatchingContext) {
  if (!seesClients(viewer)) return null;
  if (await overEveryone.ofPlaces()) return groupsOfRun(run);
  const groups = await loaders.groupsOfRun.load(run.id);
  return groups && byGroup(groups.cells);
}

const MatchRun: MatchRunResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.matchRunById.load(id),
  division: ({ divisionCode }) => refTo(divisionCode),
  startedAt: whole(({ startedAt }) => startedAt),
  durationMilliseconds: whole(millisecondsOf),
  policy: policyOfRun,
  needs: counted(
    ({ needs }) => needs,
    (cells) => figuresOver(cells).needs,
  ),
  met: counted(
    ({ met }) => met,
    (cells) => figuresOver(cells).met,
  ),
  partlyMet: counted(
    ({ partlyMet }) => partlyMet,
    (cells) => figuresOver(cells).partlyMet,
  ),
  unmet: counted(
    ({ unmet }) => unmet,
    (cells) => figuresOver(cells).unmet,
  ),
  byUnit: byCells(byUnit),
  byCategory: byCells(byCategory),
  communities: (run, args, context) => (keepsTheHubGoing(context.viewer) ? null : communitiesOf(run, args, context)),
  cells: (run, args, context) => (keepsTheHubGoing(context.viewer) ? null : figuresOfCells(run, args, context)),
  groups: groupsFor,
  resources: whole(({ resources }) => resources),
  examinedPairs: whole(examinedPairsOf),
  eligiblePairs: whole(({ eligiblePairs }) => eligiblePairs),
  cutNeeds: whole(({ cutNeeds }) => cutNeeds),
  objective: whole(({ objective }) => objective),
  dualBound: whole(({ dualBound }) => dualBound),
  gap: whole(({ dualBound, objective }) => dualBound - objective),
  method: whole(({ method }) => method),
  fairnessPoints: whole(({ fairnessPoints }) => fairnessPoints),
  inputDigest: whole(({ inputDigest }) => inputDigest),
  answerDigest: whole(({ answerDigest }) => answerDigest),
};

const MatchRunProgress: MatchRunProgressResolvers = { division: ({ division }) => refTo(division) };

const RunPolicy: RunPolicyResolvers = {
  explanation: ({ explanation }, _, { language }) => explanation?.[language] ?? null,
  levels: ({ levels }, _, { overEveryone }) => overEveryone.ofRuns().then((told) => (told ? (levels ?? null) : null)),
};

const PolicyLevel: PolicyLevelResolvers = {
  text: ({ level }, _, { language }) => wordOf(levelWords, level, language),
};

const LevelChange: LevelChangeResolvers = {
  text: ({ level }, _, { language }) => wordOf(levelWords, level, language),
};

const CommunityFigures: CommunityFiguresResolvers = { division: ({ divisionCode }) => ({ id: divisionCode }) };

const CellFigures: CellFiguresResolvers = { division: ({ divisionCode }) => ({ id: divisionCode }) };

const RunComparison: RunComparisonResolvers = {
  earlier: ({ earlierId }, _, { loaders }) => (earlierId === null ? null : loaders.matchRunById.load(earlierId)),
  later: ({ laterId }, _, { loaders }) => (laterId === null ? null : loaders.matchRunById.load(laterId)),
  gaining: ({ gaining }, { first }) => firstOf(gaining, first),
  losing: ({ losing }, { first }) => firstOf(losing, first),
  communities: ({ communities }, _, { viewer }) => (keepsTheHubGoing(viewer) ? null : communities),
  groups: ({ groups }, _, { viewer }) => (seesClients(viewer) && !keepsTheHubGoing(viewer) ? groups : null),
};

const WhatIf: WhatIfResolvers = {
  method: ({ totals }) => totals.method,
  gap: ({ totals }) => totals.gap,
};

const NeedChange: NeedChangeResolvers = { need: ({ needId }) => ({ id: needId }) };
const ShareChange: ShareChangeResolvers = { division: ({ divisionCode }) => ({ id: divisionCode }) };

export const matchRunResolvers = {
  Query,
  Mutation,
  MatchRun,
  MatchRunProgress,
  RunPolicy,
  PolicyLevel,
  CommunityFigures,
  CellFigures,
  LevelChange,
  RunComparison,
  NeedChange,
  ShareChange,
  WhatIf,
};
