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
import { createAnswerShapes, openQuestions, publishedSdl, sdlOf, shippedOperations, supergraphSdl } from '@hub/schema';
import { createSealer } from '@hub/vault';
import { operationsMigration } from '../migrations/0001-operations.ts';
import { schedulesMigration } from '../migrations/0002-schedules.ts';
import { deliveriesMigration } from '../migrations/0003-deliveries.ts';
import { offersMigration } from '../migrations/0004-offers.ts';
import { runHistoryMigration } from '../migrations/0005-run-history.ts';
import { bulkExportsMigration } from '../migrations/0006-bulk-exports.ts';
import { BulkExportEntity } from './bulk-export/bulkExport.entity.ts';
import { exportWorker } from './bulk-export/export.worker.ts';
import { type OperationsConfig, readOperationsConfig } from './config.ts';
import { createContext } from './context.ts';
import { DeliveryEntity } from './delivery/delivery.entity.ts';
import { deliveryWorker } from './delivery/delivery.worker.ts';
import { DeliveryTargetEntity } from './delivery/deliveryTarget.entity.ts';
import { lookAgainWith } from './delivery/lookAgain.ts';
import { openDoors } from './delivery/openDoors.ts';
import { purgeWorker } from './delivery/purge.worker.ts';
import { sendThrough } from './delivery/sendToTarget.ts';
import { figuresOf } from './figures.ts';
import { keepResult } from './keepResult.ts';
import { messages } from './messages.ts';
import { published } from './published.ts';
import { resolvers, subjects } from './resolvers.ts';
import { changeReaders } from './schedule/change.worker.ts';
import { openRights } from './schedule/rights.worker.ts';
import { ScheduleEntity, type ScheduleRow } from './schedule/schedule.entity.ts';
import type { Overrides } from './schedule/schedule.rules.ts';
import { purgeRunsWorker } from './schedule-run/purgeRuns.worker.ts';
import { ScheduleRunEntity } from './schedule-run/scheduleRun.entity.ts';
import { schedulerWorker } from './schedule-run/scheduler.worker.ts';
import { sealedTables, sealsOf } from './seals.ts';
import type { OperationsTables } from './tables.ts';
import { shipOperations } from './trusted-operation/trustedOperation.commands.ts';
import { TrustedOperationEntity } from './trusted-operation/trustedOperation.entity.ts';

const name = 'operations';

/** Opens the keeper of stored questions, of their calendar and of what was delivered. */
export async function openOperations(
  opening: Opening,
  { delivery: config, workdays, keptRunDays, keptExportHours }: OperationsConfig = readOperationsConfig(opening.folder),
): Promise<Subgraph> {
  const { location, log, keys, randomness, clock, ids } = opening;
  const store = await openStore<OperationsTables>({
    location,
    entities: [
      BulkExportEntity,
      DeliveryEntity,
      DeliveryTargetEntity,
      ScheduleEntity,
      ScheduleRunEntity,
      TrustedOperationEntity,
    ],
    migrations: [
      operationsMigration,
      schedulesMigration,
      deliveriesMigration,
      offersMigration,
      runHistoryMigration,
      bulkExportsMigration,
    ],
  });
  const [sealing, indexing] = [keys.ring('seal'), keys.ring('blind-index')];
  const sealer = createSealer(sealing, indexing, randomness);
  const resealing = createResealing({ store, sealing, indexing, sealer, tables: sealedTables });
  const sealed = sealsOf(sealer);
  const doors = openDoors(config, sealed.target);
  const queue = { dialect: store.dialect, ids, seals: sealed.delivery };
  const surroundings = { networks: doors.webhooks.networks, hasFolder: config.folder !== null };
  const questions = openQuestions(publishedSdl(supergraphSdl()));
  await shipOperations(store, questions, shippedOperations(), clock().toISOString());
  const overridesOf = ({ id, variablesSealed }: ScheduleRow) =>
    JSON.parse(sealed.schedule.open(id, 'variables', variablesSealed) ?? '[]') as Overrides;
  const shapes = createAnswerShapes(supergraphSdl());
  const keep = keepResult(queue, shapes);
  const lookAgain = lookAgainWith({ store, seals: sealed.delivery, shapes });
  const desk =
    location.dialect === 'postgres' ? (await import('./schedule-run/runDesk.ts')).createRunDesk(location, log) : null;
  const rights = openRights(opening);
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
      createContext: (caller) =>
        createContext({ opening, store, questions, sealed, workdays, doors: surroundings, shapes, rights }, caller),
    }),
    feed: publishFeed(store, published),
    intake: createIntake(store, {}),
    workers: [
      deliveryWorker({ ...queue, store, opening, send: sendThrough(doors) }),
      exportWorker({ opening, store, sealed, questions, shapes, keptHours: keptExportHours, keptRowDays: keptRunDays }),
      purgeWorker({ ...queue, store, opening, folder: config.folder, keptDays: config.keptDays }),
      purgeRunsWorker({ store, opening, keptDays: keptRunDays }),
      ...changeReaders({ reader: name, opening, store }),
      rights.worker,
      schedulerWorker({ opening, store, questions, workdays, overridesOf, keep, lookAgain, desk }),
      resealWorker({ name, resealing }),
    ],
    resealing,
    figures: figuresOf(store),
    statements: store.statements,
    backup: store.backup,
    async close() {
      await desk?.close();
      await store.close();
    },
  };
}
