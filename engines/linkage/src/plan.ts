import type { Pairing } from './block.ts';
import type { Encoded } from './encode.ts';
import { BORROWED, noteFamilyValues } from './familyValues.ts';
import type { FileModel } from './fileModel.ts';
import { type Guessed, guessBlocking } from './guessBlocking.ts';

/** What is to be done before rows are blocked: rules where the model has none, and values of families between files that hold nobody twice. */
export type PlanTask = { readonly encoded: Encoded; readonly model: FileModel; readonly pairing: Pairing };

/** A thing to do: guess the rules, or note the family values of one kind; none needs what another does. */
type Step = 'RULES' | (typeof BORROWED)[number]['kind'];

/** The steps, each for the thread that has least to do. */
export const planShares = ({ model, pairing }: PlanTask, parts: number): readonly (readonly Step[])[] => {
  const guess: readonly Step[] = model.blocking.length > 0 ? [] : ['RULES'];
  const families: readonly Step[] = pairing === 'ACROSS' ? BORROWED.map(({ kind }) => kind) : [];
  if (parts === 1) return [[...guess, ...families]];
  return parts === 2 ? [guess, families] : [guess, ...families.map((step) => [step])];
};

/** Does some steps; gives the rules when they were among them. */
export const planShare = ({ encoded, model, pairing }: PlanTask, steps: readonly Step[]): Guessed | null => {
  for (const step of steps) if (step !== 'RULES') noteFamilyValues(encoded, model.fields, step);
  return steps.includes('RULES') ? guessBlocking(encoded, model, pairing) : null;
};

/** The model with rules. */
export const joinPlan = ({ model }: PlanTask, parts: readonly (Guessed | null)[]): FileModel =>
  Object.assign({}, model, ...parts);
