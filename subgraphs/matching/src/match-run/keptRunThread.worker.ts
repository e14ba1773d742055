import { parentPort, workerData } from 'node:worker_threads';
import type { MatchInput, RunChange } from '@hub/engine-matching';
import type { KeptRunMessage } from './keepRun.worker.ts';
import { openKeptRun } from './keptRun.worker.ts';

const send = (message: KeptRunMessage): void => parentPort?.postMessage(message);

// Typed by `keepRun`, as are the messages.
const { outcome, change } = openKeptRun(workerData as MatchInput, (progress) => send({ kind: 'PROGRESS', progress }));
parentPort?.on('message', (changes: readonly RunChange[]) => send({ kind: 'DELTA', delta: change(changes) }));
send({ kind: 'OUTCOME', outcome });
