import {
  createExecute,
  createIntake,
  nothingSealed,
  type Opening,
  openStore,
  publishFeed,
  type Subgraph,
} from '@hub/kernel';
import { accessSdl, scalars } from '@hub/schema';
import { accessMigration } from '../migrations/0001-access.ts';
import type { Resolvers } from './__generated__/resolvers.ts';
import { AuditEntryEntity } from './audit-entry/auditEntry.entity.ts';
import { openLedger } from './audit-entry/auditEntry.repository.ts';
import { auditEntryResolvers } from './audit-entry/auditEntry.resolvers.ts';
import { createContext } from './context.ts';
import { messages } from './messages.ts';
import type { AccessTables } from './tables.ts';
import { viewerResolvers } from './viewer/viewer.resolvers.ts';

const name = 'access';

const resolvers: Resolvers = { ...scalars, Query: viewerResolvers.Query, Mutation: auditEntryResolvers.Mutation };

/** Opens the keeper of rights and of the audit ledger. */
export async function openAccess(opening: Opening): Promise<Subgraph> {
  const { location, log } = opening;
  const store = await openStore<AccessTables>({
    location,
    entities: [AuditEntryEntity],
    migrations: [accessMigration],
  });
  const ledger = openLedger(store);
  const sdl = accessSdl();
  return {
    name,
    sdl,
    execute: createExecute({
      sdl,
      resolvers,
      subjects: {},
      messages,
      log,
      createContext: (caller) => createContext({ opening, store, ledger }, caller),
    }),
    feed: publishFeed(store, {}),
    intake: createIntake(store, {}),
    workers: [],
    resealing: nothingSealed,
    statements: store.statements,
    backup: store.backup,
    close: store.close,
  };
}
