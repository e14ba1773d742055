import { setFlagsFromString } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import type { KeptRunBegin, KeptRunMessage, KeptRunTask } from './keepRun.worker.ts';
import { openKeptRun } from './keptRun.worker.ts';

const manyNeeds = 50_000;

const send = (message: KeptRunMessage): void => parentPort?.postMessage(message);

// Typed by `keepRun`, as are the messages.
const { input, portions } = workerData as KeptRunBegin;
// By itself V8 goes through the whole heap, a second at a time, for each 64 MB of arrays of pairs, which lie outside it.
if (input.needs.length > manyNeeds) setFlagsFromString('--external-memory-accounted-in-global-limit');
const { whole, change, figures } = openKeptRun(
  input,
  (progress) => send({ kind: 'PROGRESS', progress }),
  (needs) => {
    portions.postMessage(needs);
    send({ kind: 'NEEDS' });
  },
);
parentPort?.on('message', (task: KeptRunTask) =>
  send(
    task.kind === 'CHANGES' ? { kind: 'DELTA', delta: change(task.changes) } : { kind: 'FIGURES', figures: figures() },
  ),
);
portions.close();
send({ kind: 'WHOLE', figures: whole });
