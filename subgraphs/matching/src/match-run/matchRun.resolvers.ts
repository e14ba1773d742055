import type { MatchRunResolvers, MutationResolvers, QueryResolvers } from '../__generated__/resolvers.ts';
import type { MatchingContext } from '../context.ts';
import { startMatchRun } from './matchRun.commands.ts';
import type { MatchRunRow, RunFigures } from './matchRun.entity.ts';
import { maySeeWholeRuns } from './matchRun.rules.ts';

const Query: QueryResolvers = {
  latestMatchRun: (_, _args, { matchRuns }) => matchRuns.latest(),
  matchRun: (_, { id }, { loaders }) => loaders.matchRunById.load(id),
};

const Mutation: MutationResolvers = {
  startMatchRun: (_, _args, context) => startMatchRun(context),
};

const figureOf =
  (name: Exclude<keyof RunFigures, 'id'>) =>
  async (run: MatchRunRow, _: unknown, { viewer, loaders }: MatchingContext) =>
    maySeeWholeRuns(viewer) ? run[name] : (await loaders.figuresOfRun.load(run.id))?.[name];

const wholeFigureOf =
  (name: 'resources' | 'examinedPairs' | 'objective' | 'dualBound') =>
  (run: MatchRunRow, _: unknown, { viewer }: MatchingContext) =>
    maySeeWholeRuns(viewer) ? run[name] : null;

const MatchRun: MatchRunResolvers = {
  __resolveReference: ({ id }, { loaders }) => loaders.matchRunById.load(id),
  needs: figureOf('needs'),
  met: figureOf('met'),
  partlyMet: figureOf('partlyMet'),
  unmet: figureOf('unmet'),
  resources: wholeFigureOf('resources'),
  examinedPairs: wholeFigureOf('examinedPairs'),
  objective: wholeFigureOf('objective'),
  dualBound: wholeFigureOf('dualBound'),
};

export const matchRunResolvers = { Query, Mutation, MatchRun };
