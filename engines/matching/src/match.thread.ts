import { parentPort, workerData } from 'node:worker_threads';
import { type MatchInput, match } from './match.ts';
import type { ThreadMessage } from './matchInThread.ts';

const send = (message: ThreadMessage): void => parentPort?.postMessage(message);

try {
  const outcome = match(workerData as MatchInput, (progress) => send({ kind: 'PROGRESS', progress })); // typed by `matchInThread`
  send({ kind: 'OUTCOME', outcome });
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  send({ kind: 'REFUSED', message: error.message });
}
