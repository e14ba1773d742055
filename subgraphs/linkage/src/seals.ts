import type { SealedTable } from '@hub/kernel';

/** What is sealed anew when a key changes; the pseudonyms stay, because records are one person's by being equal in them. */
export const sealedTables: readonly SealedTable[] = [{ table: 'record', columns: ['comparison'] }];
