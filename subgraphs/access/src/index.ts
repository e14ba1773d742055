import {
  createExecute,
  createIntake,
  createResealing,
  hierarchyMigration,
  hierarchyReader,
  type Opening,
  openStore,
  publishFeed,
  resealWorker,
  type SealedTable,
  type Subgraph,
} from '@hub/kernel';
import { accessSdl } from '@hub/schema';
import { createSealer, sealedColumns } from '@hub/vault';
import { accessMigration } from '../migrations/0001-access.ts';
import { ledgerMigration } from '../migrations/0002-ledger.ts';
import { rightsMigration } from '../migrations/0003-rights.ts';
import { delegationMigration } from '../migrations/0004-delegation.ts';
import { AccessGrantEntity } from './access-grant/accessGrant.entity.ts';
import { AgreementEntity } from './agreement/agreement.entity.ts';
import { agreementIntake } from './agreement/agreement.intake.ts';
import { AuditEntryEntity } from './audit-entry/auditEntry.entity.ts';
import { openAuditLedger } from './audit-entry/openAuditLedger.ts';
import { retentionWorker } from './audit-entry/retention.worker.ts';
import { type LedgerConfig, readLedgerConfig } from './config.ts';
import { createContext } from './context.ts';
import { DelegationEntity } from './delegation/delegation.entity.ts';
import { messages } from './messages.ts';
import { resolvers, subjects } from './resolvers.ts';
import { RevocationEntity } from './revocation/revocation.entity.ts';
import type { AccessTables } from './tables.ts';

const name = 'access';

/** What is sealed anew when a key changes. */
const sealedTables: readonly SealedTable[] = [{ table: 'access_grant', columns: ['reason', 'note', 'reviewNote'] }];

/** Opens the keeper of rights and of the audit ledger. */
export async function openAccess(opening: Opening, config: LedgerConfig = readLedgerConfig()): Promise<Subgraph> {
  const { location, log, keys, randomness, clock, ids } = opening;
  const store = await openStore<AccessTables>({
    location,
    entities: [AccessGrantEntity, AgreementEntity, AuditEntryEntity, DelegationEntity, RevocationEntity],
    migrations: [accessMigration, hierarchyMigration, ledgerMigration, rightsMigration, delegationMigration],
    syncsBeside: true,
  });
  const ledger = await openAuditLedger(opening, store, config);
  const [sealing, indexing] = [keys.ring('seal'), keys.ring('blind-index')];
  const sealer = createSealer(sealing, indexing, randomness);
  const resealing = createResealing({ store, sealing, indexing, sealer, tables: sealedTables });
  const sealed = sealedColumns(sealer, 'access_grant');
  const sdl = accessSdl();
  return {
    name,
    sdl,
    execute: createExecute({
      sdl,
      resolvers,
      subjects,
      messages,
      log,
      createContext: (caller) => createContext({ opening, store, ledger, sealed }, caller),
    }),
    feed: publishFeed(store, {}),
    intake: createIntake(store, { agreements: agreementIntake }),
    workers: [
      hierarchyReader({ reader: name, of: 'civil-affairs', store, clock, ids }),
      resealWorker({ name, resealing }),
      retentionWorker(opening, ledger),
    ],
    resealing,
    statements: store.statements,
    backup: store.backup,
    async close() {
      await ledger.close();
      await store.close();
    },
  };
}
