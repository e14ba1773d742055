import type { Role } from '@hub/engine-policy';

const qualityOfLinks = ['precision', 'recall', 'waiting', 'links', 'agreement', 'judgedTwice'].map(
  (figure) => `LinkQuality.${figure}`,
);

/** What an owner has left, or a volunteer has given in all, is public beside them: it says that something was given, never to whom. */
const ofEverybody = ['Fund.balanceFen', 'FundAllocation.available', 'VolunteerTime.available', 'Volunteer.hoursServed'];

/**
 * Figures over everyone that a role is meant to have, though she sees none of the records: each is a decision, and nothing else may
 * differ between two worlds.
 */
const declared: Readonly<Partial<Record<Role, readonly string[]>>> = {
  // Tables that hold small counts back are all that an analyst has; their own tests show that nobody is derived from them.
  analyst: ['StatisticsRow.cells', 'StatisticsRow.total', 'StatisticsRow.suppressed'],
  // Who keeps the hub going sees how much a run had to do.
  operator: [
    ...[
      'needs',
      'met',
      'partlyMet',
      'unmet',
      'byUnit',
      'byCategory',
      'resources',
      'examinedPairs',
      'eligiblePairs',
      'cutNeeds',
      'objective',
      'dualBound',
      'gap',
      'method',
      'fairnessPoints',
      'inputDigest',
      'answerDigest',
    ].map((figure) => `MatchRun.${figure}`),
    ...['objective', 'met', 'partlyMet', 'unmet', 'servedUnits', 'rearranged', 'levels'].map(
      (figure) => `RunComparison.${figure}`,
    ),
    'RunPolicy.levels',
    'WhatIf.method',
    'WhatIf.gap',
    ...['records', 'lookedAt', 'persons', 'links', 'waiting', 'weights'].map((figure) => `LinkRun.${figure}`),
    'LinkModel.drift',
    'LinkModel.isTrainingAdvised',
    // A trial goes on by itself, as fast as it can.
    ...['status', 'stage', 'done', 'of', 'endedAt', 'failure', 'model', 'outcome'].map(
      (figure) => `LinkModelTrial.${figure}`,
    ),
    ...qualityOfLinks,
  ],
  // Who answers for the links must know how good they are over all records, and how much is left to do.
  reviewer: qualityOfLinks,
  auditor: qualityOfLinks,
};

/** The body with declared figures blotted out; all other bodies as they are, byte for byte. */
export function withoutDeclared(role: Role, body: string): string {
  const figures = [...ofEverybody, ...(declared[role] ?? [])];
  if (!figures.some((figure) => body.includes(`"${figure.split('.')[0]}"`))) return body;
  return JSON.stringify(
    JSON.parse(body, (_, value: unknown) => {
      const typeName = (value as { readonly __typename?: unknown } | null)?.__typename;
      if (typeof typeName !== 'string') return value;
      const fields = Object.entries(value as object);
      return Object.fromEntries(
        fields.map(([name, inner]) => [name, figures.includes(`${typeName}.${name}`) ? '(declared)' : inner]),
      );
    }),
  );
}
