import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { runningHub } from './lock.ts';
import { StartFailure } from './sentences.ts';

/** What a running hub does for a command; it tells progress and gives one line as the result. */
export interface JobContext {
  progress(line: string): void;
  readonly signal: AbortSignal;
  /** Whether no hub serves the folder meanwhile. */
  readonly isAlone?: boolean;
}
export type Job = (args: Readonly<Record<string, unknown>>, context: JobContext) => Promise<string>;
export type Jobs = Readonly<Record<string, Job>>;

interface Message {
  readonly progress?: string;
  readonly result?: string;
  readonly failed?: string;
}

/** Unix sockets have short names, so a deep data folder gets one in the folder for temporary files. */
export function socketOf(folder: string): string {
  const near = join(folder, 'hub.sock');
  return near.length < 100
    ? near
    : join(tmpdir(), `hub-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}.sock`);
}

/** Takes jobs of the same user over a local socket until it is closed. */
export async function takeJobs(
  folder: string,
  jobs: Jobs,
): Promise<{ readonly socket: string; close(): Promise<void> }> {
  const socket = socketOf(folder);
  rmSync(socket, { force: true });
  const server = createServer((connection) => void serve(connection, jobs));
  await listen(server, socket);
  return {
    socket,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const listen = (server: Server, socket: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, () => resolve());
  });

async function serve(connection: Socket, jobs: Jobs): Promise<void> {
  const ended = new AbortController();
  connection.once('close', () => ended.abort());
  connection.on('error', () => ended.abort());
  const tell = (message: Message) => void connection.write(`${JSON.stringify(message)}\n`);
  for await (const line of createInterface({ input: connection })) {
    try {
      const { job, args } = JSON.parse(line) as { job: string; args: Readonly<Record<string, unknown>> };
      const run = jobs[job];
      if (!run) throw new Error(`The running hub knows no job "${job}".`);
      tell({ result: await run(args, { progress: (progress) => tell({ progress }), signal: ended.signal }) });
    } catch (error) {
      tell({ failed: error instanceof Error ? error.message : String(error) });
    }
    connection.end();
    return;
  }
}

/** Hands a job to the hub that runs on the folder; `null` when none runs. */
export async function handJob(
  folder: string,
  job: string,
  args: Readonly<Record<string, unknown>>,
  onProgress: (line: string) => void,
): Promise<string | null> {
  const hub = runningHub(folder);
  const connection = hub && (await connect(hub.socket));
  if (!connection) return null;
  connection.write(`${JSON.stringify({ job, args })}\n`);
  for await (const line of createInterface({ input: connection })) {
    const message = JSON.parse(line) as Message;
    if (message.progress !== undefined) onProgress(message.progress);
    if (message.failed !== undefined) throw new StartFailure(message.failed);
    if (message.result !== undefined) return message.result;
  }
  throw new StartFailure('The running hub ended before the job was done; run the command again.');
}

/** A hub that died leaves its name behind: nobody answers then. */
const connect = (socket: string): Promise<Socket | null> =>
  new Promise((resolve) => {
    const connection = createConnection(socket, () => resolve(connection));
    connection.once('error', () => resolve(null));
  });
