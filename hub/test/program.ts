import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '../src/config.ts';

const program = fileURLToPath(new URL('../bin/hub.js', import.meta.url));
const longestMs = 90_000;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly pid: number;
  /** What matches first on either stream, as soon as it is there; rejects when the program ends without it. */
  says(words: RegExp): Promise<RegExpExecArray>;
  /** Sends a signal, and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Ended>;
  ended(): Promise<Ended>;
}

/** A new folder for data, which the test removes. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'hub-command-'));

let seeded: Promise<string> | undefined;

/** A folder with a district of twenty residents, which the test removes: seeded once in a worker and copied, as a backup would be put back. */
export async function seededFolder(): Promise<string> {
  seeded ??= seedOnce();
  const data = newFolder();
  cpSync(await seeded, data, { recursive: true });
  chmodSync(join(data, 'keys'), 0o700);
  return data;
}

async function seedOnce(): Promise<string> {
  const data = newFolder();
  process.once('exit', () => rmSync(data, { recursive: true, force: true }));
  const { code, stderr } = await run(['seed', '--residents', '20', '--data', data]);
  if (code !== 0) throw new Error(stderr);
  return data;
}

/** The real program, started by this Node or by another. */
export function start(
  args: readonly string[],
  node: string = process.execPath,
  environment: Readonly<Record<string, string>> = {},
): Running {
  const child = spawn(node, [program, ...args], {
    env: childEnvironment({ LC_ALL: 'C', HUB_DATA: '/nowhere', HUB_LOG_LEVEL: 'warn', ...environment }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream]?.setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text;
    });
  const deadline = setTimeout(() => child.kill('SIGKILL'), longestMs);
  const closed = once(child, 'close').then((): Ended => {
    clearTimeout(deadline);
    return { code: child.exitCode, ...said };
  });
  return {
    pid: child.pid ?? 0,
    says: (words) => firstMatch(child, () => `${said.stdout}\n${said.stderr}`, words),
    end(signal) {
      child.kill(signal);
      return closed;
    },
    ended: () => closed,
  };
}

export const run = (args: readonly string[], node?: string): Promise<Ended> => start(args, node).ended();

async function firstMatch(child: ChildProcess, said: () => string, words: RegExp): Promise<RegExpExecArray> {
  const { promise, resolve, reject } = Promise.withResolvers<RegExpExecArray>();
  const look = () => {
    const match = words.exec(said());
    if (match) resolve(match);
  };
  const ended = () => {
    look();
    reject(new Error(`The program ended without saying ${words}:\n${said()}`));
  };
  child.stdout?.on('data', look);
  child.stderr?.on('data', look);
  child.once('close', ended);
  look();
  try {
    return await promise;
  } finally {
    child.stdout?.off('data', look);
    child.stderr?.off('data', look);
    child.off('close', ended);
  }
}
