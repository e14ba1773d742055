import type { Language } from '@hub/kernel';
import { wordsOf } from '../outcomes.ts';
import type { ScheduleRunRow } from './scheduleRun.entity.ts';

/** What became of a run, in words. */
export const outcomeText = ({ outcome }: ScheduleRunRow, language: Language): string | null =>
  wordsOf(outcome, language);
