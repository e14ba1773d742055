import { parentPort, workerData } from 'node:worker_threads';
import type { MatchInput } from '@hub/engine-matching';
import type { KeptRunMessage, KeptRunTask } from './keepRun.worker.ts';
import { openKeptRun } from './keptRun.worker.ts';

const send = (message: KeptRunMessage): void => parentPort?.postMessage(message);

// Typed by `keepRun`, as are the messages.
const { whole, change, figures } = openKeptRun(
  workerData as MatchInput,
  (progress) => send({ kind: 'PROGRESS', progress }),
  (needs) => send({ kind: 'NEEDS', needs }),
);
parentPort?.on('message', (task: KeptRunTask) =>
  send(
    task.kind === 'CHANGES' ? { kind: 'DELTA', delta: change(task.changes) } : { kind: 'FIGURES', figures: figures() },
  ),
);
send({ kind: 'WHOLE', figures: whole });
