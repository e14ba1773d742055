import type { WorkersStarted } from '@hub/kernel';
import { interrupted } from './terminal.ts';

/** Waits until all copies have reached the head of their feeds, or until it is interrupted, and says what it waits for and how far that is. */
export async function catchUp(
  workers: WorkersStarted,
  signal: AbortSignal,
  show: (text: string) => void,
): Promise<void> {
  let shown = '';
  const timer = setInterval(() => {
    const text = stateOf(workers);
    if (text !== shown && text !== '') show(text);
    shown = text;
  }, 500);
  await Promise.race([workers.ready, interrupted(signal)]);
  clearInterval(timer);
}

/** Of all that are waited for the one that has the most to read, by what is left. */
export function stateOf({ waitingFor, partHeldBy }: Pick<WorkersStarted, 'waitingFor' | 'partHeldBy'>): string {
  const waiting = waitingFor();
  const reading = waiting.filter((worker) => (partHeldBy(worker) ?? 1) < 1);
  const slowest = reading.sort((one, other) => (partHeldBy(one) ?? 1) - (partHeldBy(other) ?? 1))[0] ?? waiting[0];
  if (slowest === undefined) return '';
  const part = partHeldBy(slowest);
  const percent = part === undefined || part === 1 ? '' : ` (${Math.floor(part * 100)} %)`;
  return `Catching up: ${slowest}${percent}${waiting.length > 1 ? `, and ${waiting.length - 1} more` : ''}`;
}
