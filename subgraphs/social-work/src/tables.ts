import type { HierarchyTables } from '@hub/kernel';
import type { CaseFileRow } from './case-file/caseFile.entity.ts';
import type { StoredClient } from './client/client.entity.ts';
import type { NeedRow } from './need/need.entity.ts';
import type { ProjectRow } from './project/project.entity.ts';
import type { ReferralBookingRow, ReferralRow } from './referral/referral.entity.ts';
import type { ServiceOfferRow } from './service-offer/serviceOffer.entity.ts';
import type { SocialWorkerRow } from './social-worker/socialWorker.entity.ts';
import type { StationRow } from './station/station.entity.ts';
import type { VenueRow } from './venue/venue.entity.ts';
import type { VenueSlotRow } from './venue/venueSlot.entity.ts';
import type { VisitRow } from './visit/visit.entity.ts';

/** Tables of this subgraph as Kysely sees them, names in camelCase. */
export interface SocialWorkTables extends HierarchyTables {
  caseFile: CaseFileRow;
  client: StoredClient;
  need: NeedRow;
  project: ProjectRow;
  referral: ReferralRow;
  referralBooking: ReferralBookingRow;
  serviceOffer: ServiceOfferRow;
  socialWorker: SocialWorkerRow;
  station: StationRow;
  venue: VenueRow;
  venueSlot: VenueSlotRow;
  visit: VisitRow;
}
