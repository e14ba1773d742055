import type { BulkExportPartRow, BulkExportRow } from './bulk-export/bulkExport.entity.ts';
import type {
  DeliveredRowRow,
  DeliveryAttemptRow,
  DeliveryChangeRow,
  DeliveryLaneRow,
  DeliveryRow,
} from './delivery/delivery.entity.ts';
import type { DeliveryTargetRow } from './delivery/deliveryTarget.entity.ts';
import type { ScheduleRow } from './schedule/schedule.entity.ts';
import type { ScheduleRunRow } from './schedule-run/scheduleRun.entity.ts';
import type { TrustedOperationRow } from './trusted-operation/trustedOperation.entity.ts';

/** Tables of this subgraph as Kysely sees them, names in camelCase. */
export interface OperationsTables {
  bulkExport: BulkExportRow;
  bulkExportPart: BulkExportPartRow;
  deliveredRow: DeliveredRowRow;
  delivery: DeliveryRow;
  deliveryAttempt: DeliveryAttemptRow;
  deliveryChange: DeliveryChangeRow;
  deliveryLane: DeliveryLaneRow;
  deliveryTarget: DeliveryTargetRow;
  schedule: ScheduleRow;
  scheduleRun: ScheduleRunRow;
  trustedOperation: TrustedOperationRow;
}
