import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createIds, createLog, createRegistry, remoteCarrier, systemClock } from '@hub/kernel';
import { subgraphNames } from '@hub/schema';
import { openKeys, readVaultConfig, watchKeys } from '@hub/vault';
import { readGatewayConfig } from '../config.ts';
import { carrierOf, createGateway } from '../createGateway.ts';
import { ownKeys } from '../tokens/ownKeys.ts';

const config = readGatewayConfig();
const log = createLog(config.logLevel);
const { provider } = readVaultConfig(config.dataFolder);
const keys = openKeys(provider);
watchKeys(keys, provider, {
  signal: new AbortController().signal,
  onFailure: (sentence) => log.error('keys not read', { sentence }),
});
const explorer = fileURLToPath(new URL('../../../explorer/dist', import.meta.url));

const carriers = new Map(
  subgraphNames.map((name) => [
    name as string,
    remoteCarrier({
      name,
      url: config.urls[name],
      key: keys.ring(`carrier-${name}`),
      clock: systemClock,
      randomness: randomBytes,
      log,
    }),
  ]),
);
// Departments may come and go; without the keeper of rights nobody can be answered at all.
let ready = false;
const gateway = await createGateway({
  carriers,
  tokenKeys: ownKeys(keys.ring('token-signing')),
  settings: config.settings,
  clock: systemClock,
  ids: createIds(randomBytes),
  log,
  registry: createRegistry(),
  readiness: { isReady: () => ready, progress: () => 'waiting for access' },
  explorerFolder: explorer,
  askKey: keys.ring('carrier-operations'),
});
const url = await gateway.listen(config.host, config.port);
process.stdout.write(`gateway ${url}\n`);
while (!(await carrierOf(carriers, 'access').isReady())) await setTimeout(200);
ready = true;

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void gateway.close().then(() => process.exit(0)));
