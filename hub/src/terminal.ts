import { once } from 'node:events';

/** Progress on one line of standard error, rewritten where there is a terminal. */
export function progressLine(): { show(line: string): void; end(): void } {
  const isTerminal = process.stderr.isTTY === true;
  let shown = false;
  return {
    show(line) {
      process.stderr.write(isTerminal ? `\r\u001b[2K${line}` : `${line}\n`);
      shown = isTerminal;
    },
    end() {
      if (shown) process.stderr.write('\n');
    },
  };
}

export const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** A signal that fires when the person at the terminal, or the system, wants the program to end. */
export function interruption(): AbortSignal {
  const ending = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => ending.abort());
  return ending.signal;
}

export const interrupted = async (signal: AbortSignal): Promise<void> => {
  if (!signal.aborted) await once(signal, 'abort');
};
