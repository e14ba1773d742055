import { decide, type Viewer } from '@hub/engine-policy';
import {
  bindTo,
  type Caller,
  createGuard,
  type Guard,
  type Language,
  loaderBy,
  loaderById,
  loaderOfMany,
  type Opening,
  type Store,
} from '@hub/kernel';
import { type LinkReviews, linkReviewsOf } from './link-review/linkReview.repository.ts';
import { maySeeReviews } from './link-review/linkReview.rules.ts';
import { type ReviewChanges, reviewChangesOf } from './link-review/reviewChanges.repository.ts';
import { type LinkRuns, linkRunOf } from './link-run/linkRun.repository.ts';
import { type ModelTrials, modelTrialsOf } from './model-trial/modelTrial.repository.ts';
import type { ModelTrialing } from './model-trial/modelTrial.worker.ts';
import { type ModelVersions, modelVersionsOf } from './model-version/modelVersion.repository.ts';
import type { PeopleLinking } from './people-index/peopleLinking.worker.ts';
import { type Persons, personsOf } from './person/person.repository.ts';
import { visibleRecords } from './record/record.rules.ts';
import type { LinkageTables } from './tables.ts';

/** Everything one request may touch; made and dropped with it. */
export interface LinkageContext {
  readonly language: Language;
  readonly guard: Guard;
  readonly viewer: Viewer;
  readonly loaders: ReturnType<typeof loadersOf>;
  readonly reviews: LinkReviews;
  readonly reviewChanges: ReviewChanges;
  /** Links anew what people decide. */
  readonly linking: PeopleLinking;
  readonly linkRuns: LinkRuns;
  readonly modelVersions: ModelVersions;
  readonly modelTrials: ModelTrials;
  /** Makes and tries versions. */
  readonly trialing: ModelTrialing;
  readonly now: string;
}

export interface ContextParts {
  readonly opening: Opening;
  readonly store: Store<LinkageTables>;
  readonly linking: PeopleLinking;
  readonly trialing: ModelTrialing;
}

export function createContext({ opening, store, linking, trialing }: ContextParts, caller: Caller): LinkageContext {
  // The gateway resolved the viewer, and the carrier brought it unaltered.
  const viewer = caller.viewer as Viewer;
  const bound = bindTo(store, opening, caller, viewer.subject);
  const records = visibleRecords(viewer);
  const scope = { mayReview: maySeeReviews(viewer), records };
  const reviews = linkReviewsOf(bound, scope);
  return {
    viewer,
    reviews,
    reviewChanges: reviewChangesOf(bound, scope, reviews, opening.ids),
    linking,
    linkRuns: linkRunOf(store),
    modelVersions: modelVersionsOf(bound),
    modelTrials: modelTrialsOf(bound, opening.ids),
    trialing,
    now: bound.now,
    language: caller.language,
    guard: createGuard((fieldClass, subject) => decide(viewer, fieldClass, subject, bound.today)),
    loaders: loadersOf(personsOf(bound, records), reviews),
  };
}

const loadersOf = ({ byIds, byRecords, members, links, history }: Persons, reviews: LinkReviews) => ({
  reviewById: loaderById(reviews.byIds),
  decisionById: loaderById(reviews.decisionsByIds),
  personById: loaderBy(byIds, ({ asked }) => asked),
  personByRecord: loaderBy(byRecords, ({ asked }) => asked),
  membersByPerson: loaderOfMany(members, ({ personId }) => personId),
  linksByPerson: loaderOfMany(links, ({ personId }) => personId),
  movesByPerson: loaderOfMany(history, ({ personId }) => personId),
});
