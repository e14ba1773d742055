import { noticeOnly, type Projections, type Store } from '@hub/kernel';
import { clientForLinkage } from './client/client.feed.ts';
import { clientsForFeed } from './client/client.repository.ts';
import { needForMatching } from './need/need.feed.ts';
import { needsForFeed } from './need/need.repository.ts';
import type { Seals } from './seals.ts';
import { socialWorkerForMatching } from './social-worker/socialWorker.feed.ts';
import { socialWorkersForFeed } from './social-worker/socialWorker.repository.ts';
import type { SocialWorkTables } from './tables.ts';

/** What each reader of the feed may have of each kind. */
export const publishedOf = ({ reads }: Store<SocialWorkTables>, sealed: Seals): Projections => ({
  client: { linkage: clientForLinkage(clientsForFeed(reads), sealed.client) },
  need: { matching: needForMatching(needsForFeed(reads), sealed.need), operations: noticeOnly },
  socialWorker: { matching: socialWorkerForMatching(socialWorkersForFeed(reads)) },
});
