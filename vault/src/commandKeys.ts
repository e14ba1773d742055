import { execFile, execFileSync } from 'node:child_process';
import { isAbsolute } from 'node:path';
import { promisify } from 'node:util';
import { KeyFailure, type KeyProvider, requireKeyName } from './provider.ts';

const settings = { encoding: 'utf8', timeout: 10_000, killSignal: 'SIGKILL', maxBuffer: 64 * 1024 } as const;
const inBackground = promisify(execFile);

/** Keys that a program prints when it is called with a key's name: the way to a key management system or a hardware module. */
export function commandKeys(command: string): KeyProvider {
  if (!isAbsolute(command)) throw new KeyFailure(`The key command is "${command}"; expected an absolute path.`);
  return {
    name: `command:${command}`,
    placeOf: (name) => `${name} of ${command}`,
    read(name) {
      requireKeyName(name);
      try {
        // What it writes to standard error may name secrets, so it goes nowhere.
        return printed(execFileSync(command, [name], { ...settings, stdio: ['ignore', 'pipe', 'ignore'] }));
      } catch (error) {
        throw failureOf(command, name, error);
      }
    },
    missing: (name) =>
      new KeyFailure(`The key command ${command} printed nothing when it was asked for the key ${name}.`),
    async reread(name) {
      requireKeyName(name);
      try {
        return printed((await inBackground(command, [name], settings)).stdout);
      } catch (error) {
        throw failureOf(command, name, error);
      }
    },
    pollMs: 60_000,
  };
}

const printed = (text: string): string | null => (text.trim() === '' ? null : text);

interface CommandFailure {
  readonly code?: string | number;
  readonly status?: number | null;
  readonly signal?: string | null;
  readonly killed?: boolean;
}

/** Never the error's own message: it repeats what the command wrote. */
function failureOf(command: string, name: string, error: unknown): KeyFailure {
  const { code, status, signal, killed } = error as CommandFailure;
  const what = (): string => {
    if (code === 'ENOENT') return 'is not there';
    if (code === 'EACCES') return 'may not be run by this user';
    if (code === 'ETIMEDOUT' || killed === true) return `gave no answer within ${settings.timeout / 1000} seconds`;
    if (code === 'ENOBUFS' || code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return 'wrote more than a key';
    if (signal) return `was ended by ${signal}`;
    return `ended with code ${status ?? code}`;
  };
  return new KeyFailure(`The key command ${command} ${what()} when it was asked for the key ${name}.`);
}
