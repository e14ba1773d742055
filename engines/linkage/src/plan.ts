import type { Pairing } from './block.ts';
import type { Encoded } from './encode.ts';
import { BORROWED, noteFamilyValues } from './familyValues.ts';
import type { FileModel } from './fileModel.ts';
import { type Guessed, guessBlocking } from './guessBlocking.ts';

/** What is to be done before rows are blocked: rules where the model has none, and values of families between files that hold nobody twice. */
export type PlanTask = { readonly encoded: Encoded; readonly model: FileModel; readonly pairing: Pairing };

/** A thing to do: guess the rules, or note the family values of one kind; none needs what another does. */
type Step = 'RULES' | (typeof BORROWED)[number]['kind'];

/** The steps that this model needs. */
export const planShares = ({ model, pairing }: PlanTask): readonly Step[] => {
  const guess: readonly Step[] = model.blocking.length > 0 ? [] : ['RULES'];
  return pairing === 'ACROSS' ? [...guess, ...BORROWED.map(({ kind }) => kind)] : guess;
};

/** Does a step; gives the rules when it was that. */
export const planShare = ({ encoded, model, pairing }: PlanTask, step: Step): Guessed | null => {
  if (step === 'RULES') return guessBlocking(encoded, model, pairing);
  noteFamilyValues(encoded, model.fields, step);
  return null;
};

/** The model with rules. */
export const joinPlan = ({ model }: PlanTask, parts: readonly (Guessed | null)[]): FileModel =>
  Object.assign({}, model, ...parts);
