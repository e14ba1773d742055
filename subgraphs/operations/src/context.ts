import { decide, type Viewer } from '@hub/engine-policy';
import {
  bindTo,
  type Caller,
  createGuard,
  type Guard,
  HubError,
  type Ids,
  type Language,
  loaderBy,
  loaderById,
  loaderOfMany,
  type Opening,
  type Store,
} from '@hub/kernel';
import type { AnswerShapes, Questions } from '@hub/schema';
import type { WorkdayCalendar } from '@hub/values';
import { type BulkExports, bulkExportsOf } from './bulk-export/bulkExport.repository.ts';
import { visibleExports } from './bulk-export/bulkExport.rules.ts';
import { type Deliveries, deliveriesOf } from './delivery/delivery.repository.ts';
import { visibleDeliveries } from './delivery/delivery.rules.ts';
import { type DeliveryTargets, deliveryTargetsOf } from './delivery/deliveryTarget.repository.ts';
import { type TargetSurroundings, visibleTargets } from './delivery/deliveryTarget.rules.ts';
import type { RightNow } from './delivery/right.rules.ts';
import type { Rights } from './schedule/rights.worker.ts';
import { type Schedules, schedulesOf } from './schedule/schedule.repository.ts';
import { visibleSchedules } from './schedule/schedule.rules.ts';
import { type Runs, runsOf } from './schedule-run/scheduleRun.repository.ts';
import type { Seals } from './seals.ts';
import type { OperationsTables } from './tables.ts';
import { type Operations, operationsOf } from './trusted-operation/trustedOperation.repository.ts';
import { visibleOperations } from './trusted-operation/trustedOperation.rules.ts';

/** Everything one request may touch; made and dropped with it. */
export interface OperationsContext {
  readonly viewer: Viewer;
  readonly language: Language;
  readonly today: string;
  readonly now: string;
  readonly ids: Ids;
  readonly guard: Guard;
  readonly questions: Questions;
  readonly operations: Operations;
  readonly schedules: Schedules;
  readonly runs: Runs;
  readonly sealed: Seals;
  readonly timeZone: string;
  readonly workdays: WorkdayCalendar;
  readonly bulkExports: BulkExports;
  readonly deliveries: Deliveries;
  readonly targets: DeliveryTargets;
  /** What of the hub bears on targets. */
  readonly doors: TargetSurroundings;
  readonly shapes: AnswerShapes;
  /** What a delegation of the viewer's is worth at this moment; null where nobody can say. */
  rightOf(delegation: string): Promise<RightNow | null>;
  /** A new key for a webhook. */
  newSecret(): string;
  readonly loaders: ReturnType<typeof loadersOf>;
}

export interface ContextParts {
  readonly opening: Opening;
  readonly store: Store<OperationsTables>;
  readonly questions: Questions;
  readonly sealed: Seals;
  readonly workdays: WorkdayCalendar;
  readonly doors: TargetSurroundings;
  readonly shapes: AnswerShapes;
  readonly rights: Rights;
}

export function createContext(
  { opening, store, questions, sealed, workdays, doors, shapes, rights }: ContextParts,
  caller: Caller,
): OperationsContext {
  // The gateway resolved the viewer, and the carrier brought it unaltered.
  const viewer = caller.viewer as Viewer | null;
  if (!viewer) throw new HubError('UNAUTHENTICATED');
  const bound = bindTo(store, opening, caller, viewer.subject);
  const operations = operationsOf(bound, visibleOperations(viewer));
  const schedules = schedulesOf(bound, visibleSchedules(viewer));
  const runs = runsOf(bound, visibleSchedules(viewer));
  const bulkExports = bulkExportsOf(bound, visibleExports(viewer), sealed.bulkExportPart);
  const deliveries = deliveriesOf(bound, visibleDeliveries(viewer), sealed.delivery);
  const targets = deliveryTargetsOf(bound, visibleTargets(viewer), sealed.target);
  return {
    viewer,
    language: caller.language,
    today: bound.today,
    now: bound.now,
    ids: opening.ids,
    guard: createGuard((fieldClass, subject) => decide(viewer, fieldClass, subject, bound.today)),
    questions,
    operations,
    schedules,
    runs,
    sealed,
    timeZone: opening.timeZone,
    workdays,
    bulkExports,
    deliveries,
    targets,
    doors,
    shapes,
    rightOf: (delegation) => rights.of(delegation, viewer.subject, caller),
    newSecret: () => `whsec_${Buffer.from(opening.randomness(32)).toString('base64url')}`,
    loaders: loadersOf({ operations, schedules, runs, bulkExports, deliveries, targets }),
  };
}

interface Repositories {
  readonly operations: Operations;
  readonly schedules: Schedules;
  readonly runs: Runs;
  readonly bulkExports: BulkExports;
  readonly deliveries: Deliveries;
  readonly targets: DeliveryTargets;
}

const loadersOf = ({ operations, schedules, runs, bulkExports, deliveries, targets }: Repositories) => ({
  bulkExportById: loaderById(bulkExports.byIds),
  attemptsOfDelivery: loaderOfMany(deliveries.attempts, ({ deliveryId }) => deliveryId),
  deliveryById: loaderById(deliveries.byIds),
  targetById: loaderById(targets.byIds),
  operationById: loaderById(operations.byIds),
  scheduleById: loaderById(schedules.byIds),
  runById: loaderById(runs.byIds),
  lastRunOf: loaderBy(runs.lastOf, ({ scheduleId }) => scheduleId),
});
