import { decide, type Viewer } from '@hub/engine-policy';
import {
  bindTo,
  type Caller,
  createGuard,
  type Guard,
  type Language,
  loaderBy,
  loaderOfMany,
  type Opening,
  type Store,
} from '@hub/kernel';
import { type Persons, personsOf } from './person/person.repository.ts';
import { visibleRecords } from './record/record.rules.ts';
import type { LinkageTables } from './tables.ts';

/** Everything one request may touch; made and dropped with it. */
export interface LinkageContext {
  readonly language: Language;
  readonly guard: Guard;
  readonly loaders: ReturnType<typeof loadersOf>;
}

export interface ContextParts {
  readonly opening: Opening;
  readonly store: Store<LinkageTables>;
}

export function createContext({ opening, store }: ContextParts, caller: Caller): LinkageContext {
  // The gateway resolved the viewer, and the carrier brought it unaltered.
  const viewer = caller.viewer as Viewer;
  const bound = bindTo(store, opening, caller, viewer.subject);
  return {
    language: caller.language,
    guard: createGuard((fieldClass, subject) => decide(viewer, fieldClass, subject, bound.today)),
    loaders: loadersOf(personsOf(bound, visibleRecords(viewer))),
  };
}

const loadersOf = ({ byIds, byRecords, members, links }: Persons) => ({
  personById: loaderBy(byIds, ({ asked }) => asked),
  personByRecord: loaderBy(byRecords, ({ asked }) => asked),
  membersByPerson: loaderOfMany(members, ({ personId }) => personId),
  linksByPerson: loaderOfMany(links, ({ personId }) => personId),
});
