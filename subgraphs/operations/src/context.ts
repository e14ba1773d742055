import { decide, type Viewer } from '@hub/engine-policy';
import {
  bindTo,
  type Caller,
  createGuard,
  type Guard,
  HubError,
  type Ids,
  type Language,
  loaderById,
  type Opening,
  type Store,
} from '@hub/kernel';
import type { Questions } from '@hub/schema';
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
  readonly loaders: ReturnType<typeof loadersOf>;
}

export interface ContextParts {
  readonly opening: Opening;
  readonly store: Store<OperationsTables>;
  readonly questions: Questions;
}

export function createContext({ opening, store, questions }: ContextParts, caller: Caller): OperationsContext {
  // The gateway resolved the viewer, and the carrier brought it unaltered.
  const viewer = caller.viewer as Viewer | null;
  if (!viewer) throw new HubError('UNAUTHENTICATED');
  const bound = bindTo(store, opening, caller, viewer.subject);
  const operations = operationsOf(bound, visibleOperations(viewer));
  return {
    viewer,
    language: caller.language,
    today: bound.today,
    now: bound.now,
    ids: opening.ids,
    guard: createGuard((fieldClass, subject) => decide(viewer, fieldClass, subject, bound.today)),
    questions,
    operations,
    loaders: loadersOf(operations),
  };
}

const loadersOf = (operations: Operations) => ({
  operationById: loaderById(operations.byIds),
});
