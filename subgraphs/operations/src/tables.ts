import type { TrustedOperationRow } from './trusted-operation/trustedOperation.entity.ts';

/** Tables of this subgraph as Kysely sees them, names in camelCase. */
export interface OperationsTables {
  trustedOperation: TrustedOperationRow;
}
