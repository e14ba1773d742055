import type { SealedTable } from '@hub/kernel';

/** What is sealed anew when a key changes. */
export const sealedTables: readonly SealedTable[] = [];
