import { decide, type Viewer } from '@hub/engine-policy';
import {
  bindTo,
  type Caller,
  createGuard,
  type Guard,
  type Language,
  type Opening,
  permit,
  type Store,
} from '@hub/kernel';
import type { Ledger } from './audit-entry/auditEntry.repository.ts';
import type { AccessTables } from './tables.ts';

/** Everything one request may touch; made and dropped with it. */
export interface AccessContext {
  /** Who asks; nobody when the gateway or a worker asks on its own behalf. */
  readonly viewer: Viewer | null;
  readonly language: Language;
  readonly today: string;
  readonly guard: Guard;
  readonly ledger: Ledger;
}

export interface ContextParts {
  readonly opening: Opening;
  readonly store: Store<AccessTables>;
  readonly ledger: Ledger;
}

export function createContext({ opening, store, ledger }: ContextParts, caller: Caller): AccessContext {
  // The gateway resolved the viewer, and the carrier brought it unaltered.
  const viewer = caller.viewer as Viewer | null;
  const { today } = bindTo(store, opening, caller, viewer?.subject ?? '');
  return {
    viewer,
    language: caller.language,
    today,
    ledger,
    guard: createGuard((fieldClass, subject) =>
      viewer ? decide(viewer, fieldClass, subject, today) : { allowed: true, logged: false, minor: false },
    ),
  };
}

/** Internal operations are for the gateway and workers: who comes as somebody is refused, whatever she may be. */
export function ofProgram({ viewer }: AccessContext): true {
  permit(viewer === null);
  return true;
}
