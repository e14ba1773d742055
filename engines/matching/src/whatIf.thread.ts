import { parentPort, workerData } from 'node:worker_threads';
import { whatIf } from './whatIf.ts';
import type { WhatIfMessage, WhatIfWork } from './whatIfInThread.ts';

const send = (message: WhatIfMessage): void => parentPort?.postMessage(message);

try {
  const { input, suppositions } = workerData as WhatIfWork; // typed by `whatIfInThread`
  const { outcome, comparison } = whatIf(input, suppositions);
  const { totals, policyVersion } = outcome;
  send({ kind: 'ANSWER', answer: { comparison, totals, policyVersion } });
} catch (error) {
  if (!(error instanceof RangeError)) throw error;
  send({ kind: 'REFUSED', message: error.message });
}
