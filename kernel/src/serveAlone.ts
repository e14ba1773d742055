import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openKeys, readVaultConfig, watchKeys } from '@hub/vault';
import { remoteAsk } from './ask.ts';
import { auditThrough } from './audit.ts';
import { type Carrier, remoteCarrier } from './carrier.ts';
import { systemClock } from './clock.ts';
import { readServingConfig } from './config.ts';
import { createIds } from './ids.ts';
import { createLog, faultFields } from './log.ts';
import { serveSubgraph } from './serve.ts';
import type { Opening, Subgraph } from './subgraph.ts';
import { startWorkers } from './workers.ts';

/** Distributed mode: configuration, open, serve, and start the workers with their peers; ends on SIGINT or SIGTERM. */
export async function serveAlone(name: string, open: (opening: Opening) => Promise<Subgraph>): Promise<void> {
  const config = readServingConfig(name);
  const log = createLog(config.logLevel);
  const ids = createIds(randomBytes);
  const { provider } = readVaultConfig(config.dataFolder);
  const keys = openKeys(provider);
  const ending = new AbortController();
  watchKeys(keys, provider, {
    signal: ending.signal,
    onFailure: (sentence) => log.error('keys not read', { sentence }),
  });
  mkdirSync(join(config.dataFolder, 'stores'), { recursive: true });
  const { location, timeZone } = config;
  const subgraph = await open({
    location,
    folder: config.dataFolder,
    keys,
    clock: systemClock,
    ids,
    randomness: randomBytes,
    timeZone,
    log,
  });

  const peerOf = (peer: string): Carrier =>
    remoteCarrier({
      name: peer,
      url: config.urlOf(peer),
      key: keys.ring(`carrier-${peer}`),
      clock: systemClock,
      randomness: randomBytes,
      log,
    });
  const workers = startWorkers(subgraph.workers, {
    feed: (of) => peerOf(of).feed,
    audit: (entries) => auditThrough(peerOf('access'), systemClock, ids)(entries),
    ask: remoteAsk({
      url: () => config.urlOf('gateway'),
      key: keys.ring(`carrier-${name}`),
      clock: systemClock,
      randomness: randomBytes,
    }),
    onFailure: (worker, failure) => log.error('worker failed', { worker, ...faultFields(failure) }),
  });
  const served = await serveSubgraph({
    subgraph,
    key: keys.ring(`carrier-${name}`),
    clock: systemClock,
    host: config.host,
    port: config.port,
    isReady: () => workers.waitingFor().length === 0,
  });
  process.stdout.write(`${name} ${served.url}\n`);

  const end = async () => {
    ending.abort();
    await served.close();
    await workers.stop();
    await subgraph.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end());
}
