import { Worker } from 'node:worker_threads';

/**
 * Runs a module in a thread of its own: it gets `input` as `workerData` and posts one message, the result.
 * Rejects when the thread fails or the signal fires.
 */
export function runInThread<Result>(module: URL, input: unknown, signal?: AbortSignal): Promise<Result> {
  const { promise, resolve, reject } = Promise.withResolvers<Result>();
  const thread = new Worker(module, { workerData: input });
  const stop = () => reject(new Error('The thread was stopped.'));
  signal?.addEventListener('abort', stop, { once: true });
  thread.once('message', resolve);
  thread.once('error', reject);
  thread.once('exit', (code) => reject(new Error(`The thread ended with code ${code} and gave no result.`)));
  return promise.finally(() => {
    signal?.removeEventListener('abort', stop);
    return thread.terminate();
  });
}
