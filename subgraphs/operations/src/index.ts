import {
  createExecute,
  createIntake,
  createResealing,
  type Opening,
  openStore,
  publishFeed,
  resealWorker,
  type Subgraph,
} from '@hub/kernel';
import { openQuestions, publishedSdl, sdlOf, shippedOperations, supergraphSdl } from '@hub/schema';
import { createSealer } from '@hub/vault';
import { operationsMigration } from '../migrations/0001-operations.ts';
import { deliveriesMigration } from '../migrations/0003-deliveries.ts';
import { type DeliveryConfig, readDeliveryConfig } from './config.ts';
import { createContext } from './context.ts';
import { DeliveryEntity } from './delivery/delivery.entity.ts';
import { deliveryWorker } from './delivery/delivery.worker.ts';
import { DeliveryTargetEntity } from './delivery/deliveryTarget.entity.ts';
import { openDoors } from './delivery/openDoors.ts';
import { purgeWorker } from './delivery/purge.worker.ts';
import { sendThrough } from './delivery/sendToTarget.ts';
import { messages } from './messages.ts';
import { published } from './published.ts';
import { resolvers, subjects } from './resolvers.ts';
import { sealedTables, sealsOf } from './seals.ts';
import type { OperationsTables } from './tables.ts';
import { shipOperations } from './trusted-operation/trustedOperation.commands.ts';
import { TrustedOperationEntity } from './trusted-operation/trustedOperation.entity.ts';

const name = 'operations';

/** Opens the keeper of stored questions, of their calendar and of what was delivered. */
export async function openOperations(
  opening: Opening,
  config: DeliveryConfig = readDeliveryConfig(opening.folder),
): Promise<Subgraph> {
  const { location, log, keys, randomness, clock, ids } = opening;
  const store = await openStore<OperationsTables>({
    location,
    entities: [DeliveryEntity, DeliveryTargetEntity, TrustedOperationEntity],
    migrations: [operationsMigration, deliveriesMigration],
  });
  const [sealing, indexing] = [keys.ring('seal'), keys.ring('blind-index')];
  const sealer = createSealer(sealing, indexing, randomness);
  const resealing = createResealing({ store, sealing, indexing, sealer, tables: sealedTables });
  const seals = sealsOf(sealer);
  const doors = openDoors(config, seals.target);
  const queue = { dialect: store.dialect, ids, seals: seals.delivery };
  const questions = openQuestions(publishedSdl(supergraphSdl()));
  await shipOperations(store, questions, shippedOperations(), clock().toISOString());
  const sdl = sdlOf(name);
  return {
    name,
    sdl,
    execute: createExecute({
      sdl,
      resolvers,
      subjects,
      messages,
      log,
      createContext: (caller) => createContext({ opening, store, questions }, caller),
    }),
    feed: publishFeed(store, published),
    intake: createIntake(store, {}),
    workers: [
      resealWorker({ name, resealing }),
      deliveryWorker({ ...queue, store, opening, send: sendThrough(doors) }),
      purgeWorker({ ...queue, store, opening, folder: config.folder, keptDays: config.keptDays }),
    ],
    resealing,
    statements: store.statements,
    backup: store.backup,
    close: store.close,
  };
}
