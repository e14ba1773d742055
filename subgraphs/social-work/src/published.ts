import { noticeOnly, type Projections, type Store } from '@hub/kernel';
import { clientForLinkage } from './client/client.feed.ts';
import { clientsForFeed } from './client/client.repository.ts';
import { needForMatching } from './need/need.feed.ts';
import { needsForFeed } from './need/need.repository.ts';
import type { Seals } from './seals.ts';
import { serviceOfferForMatching } from './service-offer/serviceOffer.feed.ts';
import { serviceOffersForFeed } from './service-offer/serviceOffer.repository.ts';
import { socialWorkerForMatching } from './social-worker/socialWorker.feed.ts';
import { socialWorkersForFeed } from './social-worker/socialWorker.repository.ts';
import type { SocialWorkTables } from './tables.ts';
import { venueSlotsForFeed } from './venue/venue.repository.ts';
import { venueSlotForMatching } from './venue/venueSlot.feed.ts';

/** What each reader of the feed may have of each kind. */
export const publishedOf = ({ reads }: Store<SocialWorkTables>, sealed: Seals): Projections => ({
  client: { linkage: clientForLinkage(clientsForFeed(reads), sealed.client) },
  need: { matching: needForMatching(needsForFeed(reads), sealed.need), operations: noticeOnly },
  serviceOffer: { matching: serviceOfferForMatching(serviceOffersForFeed(reads)) },
  socialWorker: { matching: socialWorkerForMatching(socialWorkersForFeed(reads)) },
  venueSlot: { matching: venueSlotForMatching(venueSlotsForFeed(reads)) },
});
