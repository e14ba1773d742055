import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createIds, createLog, createRegistry, openKeys, remoteCarrier, systemClock } from '@hub/kernel';
import { subgraphNames } from '@hub/schema';
import { readGatewayConfig } from '../config.ts';
import { createGateway } from '../createGateway.ts';
import { publicKeysOf } from '../tokens.ts';

const config = readGatewayConfig();
const log = createLog(config.logLevel);
const keys = openKeys(join(config.dataFolder, 'keys'), randomBytes, false);
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
    }),
  ]),
);
const gateway = await createGateway({
  carriers,
  tokenKeys: await publicKeysOf(keys.ring('token-signing')),
  clock: systemClock,
  ids: createIds(randomBytes),
  log,
  registry: createRegistry(),
  readiness: { isReady: () => true, progress: () => '' },
  explorerFolder: explorer,
});
const url = await gateway.listen(config.host, config.port);
process.stdout.write(`gateway ${url}\n`);

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void gateway.close().then(() => process.exit(0)));
