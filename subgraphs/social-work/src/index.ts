import {
  createExecute,
  createIntake,
  createResealing,
  hierarchyMigration,
  hierarchyReader,
  type Opening,
  openReleases,
  openStore,
  publishFeed,
  resealWorker,
  type Subgraph,
} from '@hub/kernel';
import { sdlOf } from '@hub/schema';
import { createSealer } from '@hub/vault';
import { socialWorkMigration } from '../migrations/0002-social-work.ts';
import { referralsMigration } from '../migrations/0003-referrals.ts';
import { requirementsMigration } from '../migrations/0004-requirements.ts';
import { offersMigration } from '../migrations/0005-offers.ts';
import { monthsMigration } from '../migrations/0006-months.ts';
import { caseloadsMigration } from '../migrations/0007-caseloads.ts';
import { CaseFileEntity } from './case-file/caseFile.entity.ts';
import { caseFileIntake } from './case-file/caseFile.intake.ts';
import { ClientEntity } from './client/client.entity.ts';
import { clientIntake } from './client/client.intake.ts';
import { createContext } from './context.ts';
import { messages } from './messages.ts';
import { NeedEntity } from './need/need.entity.ts';
import { needIntake } from './need/need.intake.ts';
import { ProjectEntity } from './project/project.entity.ts';
import { projectIntake } from './project/project.intake.ts';
import { publishedOf } from './published.ts';
import { referralReader } from './referral/referral.worker.ts';
import { resolvers, subjects } from './resolvers.ts';
import { sealedTables, sealsOf } from './seals.ts';
import { ServiceOfferEntity } from './service-offer/serviceOffer.entity.ts';
import { serviceOfferIntake } from './service-offer/serviceOffer.intake.ts';
import { SocialWorkerEntity } from './social-worker/socialWorker.entity.ts';
import { socialWorkerIntake } from './social-worker/socialWorker.intake.ts';
import { StationEntity } from './station/station.entity.ts';
import { stationIntake } from './station/station.intake.ts';
import { counts } from './statistics/statistics.repository.ts';
import { release } from './statistics/statistics.rules.ts';
import type { SocialWorkTables } from './tables.ts';
import { VenueEntity } from './venue/venue.entity.ts';
import { venueIntake, venueSlotIntake } from './venue/venue.intake.ts';
import { VenueSlotEntity } from './venue/venueSlot.entity.ts';

const name = 'social-work';

/** Opens the social-work department's data: stations, their clients, needs, case files and projects. */
export async function openSocialWork(opening: Opening): Promise<Subgraph> {
  const { keys, randomness, location, clock, ids, log } = opening;
  const store = await openStore<SocialWorkTables>({
    location,
    entities: [
      CaseFileEntity,
      ClientEntity,
      NeedEntity,
      ProjectEntity,
      ServiceOfferEntity,
      SocialWorkerEntity,
      StationEntity,
      VenueEntity,
      VenueSlotEntity,
    ],
    migrations: [
      hierarchyMigration,
      socialWorkMigration,
      referralsMigration,
      requirementsMigration,
      offersMigration,
      monthsMigration,
      caseloadsMigration,
    ],
  });
  const [sealing, indexing] = [keys.ring('seal'), keys.ring('blind-index')];
  const sealer = createSealer(sealing, indexing, randomness);
  const resealing = createResealing({ store, sealing, indexing, sealer, tables: sealedTables });
  const sealed = sealsOf(sealer);
  const releases = openReleases(store, counts, release);
  const sdl = sdlOf(name);
  return {
    name,
    sdl,
    execute: createExecute({
      sdl,
      resolvers,
      subjects,
      messages,
      log,
      createContext: (caller) => createContext({ opening, store, releases, sealer, sealed }, caller),
    }),
    feed: publishFeed(store, publishedOf(store, sealed)),
    intake: createIntake(store, {
      stations: stationIntake,
      clients: clientIntake(sealer, sealed.client),
      socialWorkers: socialWorkerIntake(sealed.socialWorker),
      needs: needIntake(sealed.need),
      caseFiles: caseFileIntake,
      projects: projectIntake,
      serviceOffers: serviceOfferIntake,
      venues: venueIntake,
      venueSlots: venueSlotIntake,
    }),
    workers: [
      hierarchyReader({ reader: name, of: 'civil-affairs', store, clock, ids }),
      referralReader({ reader: name, opening, store }),
      resealWorker({ name, resealing }),
    ],
    resealing,
    statements: store.statements,
    backup: store.backup,
    close: store.close,
  };
}
