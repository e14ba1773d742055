import type { WorkersStarted } from '@hub/kernel';
import { interrupted } from './terminal.ts';

/** Waits until all copies have reached the head of their feeds, or until it is interrupted, and says what it waits for. */
export async function catchUp(
  workers: WorkersStarted,
  signal: AbortSignal,
  show: (text: string) => void,
): Promise<void> {
  const timer = setInterval(() => {
    const [first, ...others] = workers.waitingFor();
    if (first) show(`Catching up: ${first}${others.length > 0 ? `, and ${others.length} more` : ''}`);
  }, 500);
  await Promise.race([workers.ready, interrupted(signal)]);
  clearInterval(timer);
}
