import { type Language, say } from '@hub/kernel';
import { outcomes } from '../outcomes.ts';
import type { ScheduleRunRow } from './scheduleRun.entity.ts';

/** What became of a run, in words. */
export const outcomeText = ({ outcome }: ScheduleRunRow, language: Language): string | null =>
  outcome === null ? null : say(outcomes, language, outcome in outcomes ? outcome : 'OTHER', { outcome });
