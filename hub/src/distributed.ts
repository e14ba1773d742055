import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { readSettings } from '@hub/gateway';
import { subgraphNames } from '@hub/schema';
import { seedWhereEmpty, welcome } from './commands/up.ts';
import { childEnvironment, readHubConfig } from './config.ts';
import { openDataFolder } from './dataFolder.ts';
import { sentenceFor } from './sentences.ts';
import { openSession } from './session.ts';
import { interrupted, interruption, print, progressLine } from './terminal.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Distributed mode on one machine: one process for each subgraph, and one for the gateway, all on the data folder of `hub up`. */
export async function distributed(watch: boolean): Promise<void> {
  const config = readHubConfig();
  const ending = interruption();
  const line = progressLine();
  try {
    const session = await openSession(config);
    const seeded = await seedWhereEmpty(session, true, ending, line.show);
    line.end();
    await session.close();
    if (!seeded) return;
    const folder = openDataFolder(config.dataFolder);
    const ports = await freePorts(subgraphNames.length);
    const urls = Object.fromEntries(
      subgraphNames.map((name, place) => [
        `HUB_URL_${name.toUpperCase().replaceAll('-', '_')}`,
        `http://127.0.0.1:${ports[place]}`,
      ]),
    );
    const gateway = { HUB_URL_GATEWAY: `http://${config.host}:${config.port}` };
    const start = (file: string, port: number) =>
      startProgram(file, watch, { ...urls, ...gateway, PORT: String(port), HUB_DATA: folder.path });
    const programs = subgraphNames.map((name, place) => start(`subgraphs/${name}/src/bin/serve.ts`, ports[place] ?? 0));
    programs.push(start('gateway/src/bin/serve.ts', config.port));
    await welcome({ folder, ids: session.ids }, `http://${config.host}:${config.port}`, readSettings(config.door));
    print('Ready. Ctrl-C ends the hub.');
    await Promise.race([interrupted(ending), ...programs.map(ended)]);
    for (const program of programs) program.kill('SIGTERM');
    await Promise.all(programs.map(ended));
    folder.lock.release();
  } catch (error) {
    print(sentenceFor(error));
    process.exitCode = 1;
  }
}

function startProgram(file: string, watch: boolean, environment: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, [...(watch ? ['--watch'] : []), file], {
    cwd: root,
    env: childEnvironment(environment),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

const ended = async (program: ChildProcess): Promise<void> => {
  if (program.exitCode === null && program.signalCode === null) await once(program, 'exit');
};

/** Ports that are free now; each is held until all are found, so that no two are the same. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
