import type { Pairing } from './block.ts';
import type { Encoded } from './encode.ts';
import type { ModelField } from './fileModel.ts';
import { type HouseholdPairs, householdsWithinFiles, usualHouseholds } from './householdPairs.ts';
import { type Overall, overallShares } from './overallShares.ts';

/** What learning needs to know of the files beside their candidates. */
export type Survey = { readonly overall: readonly Overall[]; readonly known: HouseholdPairs };

export type SurveyTask = {
  readonly encoded: Encoded;
  readonly fields: readonly ModelField[];
  readonly pairing: Pairing;
};

const SURVEYS = {
  overall: ({ encoded, pairing }: SurveyTask) => overallShares(encoded, pairing),
  known: ({ encoded, fields, pairing }: SurveyTask) =>
    pairing === 'ACROSS' ? householdsWithinFiles(encoded, fields) : usualHouseholds(fields),
};

type Subject = keyof typeof SURVEYS;

export const surveyShares = (): readonly Subject[] => ['overall', 'known'];

export const surveyShare = (task: SurveyTask, subject: Subject): Partial<Survey> => ({
  [subject]: SURVEYS[subject](task),
});

export const joinSurvey = (task: SurveyTask, parts: readonly Partial<Survey>[]): Survey => {
  const { overall, known }: Partial<Survey> = Object.assign({}, ...parts);
  return { overall: overall ?? SURVEYS.overall(task), known: known ?? SURVEYS.known(task) };
};

/** The survey in one thread. */
export const surveyOf = (task: SurveyTask): Survey => joinSurvey(task, []);
