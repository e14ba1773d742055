import {
  createExecute,
  createIntake,
  createResealing,
  hierarchyMigration,
  type Opening,
  openReleases,
  openStore,
  publishFeed,
  resealWorker,
  type Subgraph,
} from '@hub/kernel';
import { sdlOf } from '@hub/schema';
import { createSealer } from '@hub/vault';
import { civilAffairsMigration } from '../migrations/0002-civil-affairs.ts';
import { residentServiceMigration } from '../migrations/0003-resident-service.ts';
import { AssistanceStatusEntity } from './assistance-status/assistanceStatus.entity.ts';
import { assistanceStatusIntake } from './assistance-status/assistanceStatus.intake.ts';
import { createContext } from './context.ts';
import { createPlaceIntake } from './createPlaceIntake.ts';
import { DivisionEntity } from './division/division.entity.ts';
import { divisionIntake } from './division/division.intake.ts';
import { HouseholdEntity } from './household/household.entity.ts';
import { householdIntake } from './household/household.intake.ts';
import { joinIntakes } from './joinIntakes.ts';
import { ManagedByEntity } from './managed-by/managedBy.entity.ts';
import { managedByIntake } from './managed-by/managedBy.intake.ts';
import { publishedOf } from './published.ts';
import { ResidentEntity } from './resident/resident.entity.ts';
import { residentIntake } from './resident/resident.intake.ts';
import { residentServiceReader } from './resident-service/residentService.worker.ts';
import { resolvers, subjects } from './resolvers.ts';
import { sealedTables, sealsOf } from './seals.ts';
import { counts } from './statistics/statistics.repository.ts';
import { release } from './statistics/statistics.rules.ts';
import type { CivilAffairsTables } from './tables.ts';
import { ZoneEntity } from './zone/zone.entity.ts';
import { zoneIntake } from './zone/zone.intake.ts';

const name = 'civil-affairs';

/** Opens the civil-affairs department's data: places, and the ledger of residents in need with their households and assistance. */
export async function openCivilAffairs(opening: Opening): Promise<Subgraph> {
  const { keys, randomness, location, log } = opening;
  const store = await openStore<CivilAffairsTables>({
    location,
    entities: [AssistanceStatusEntity, DivisionEntity, HouseholdEntity, ManagedByEntity, ResidentEntity, ZoneEntity],
    migrations: [hierarchyMigration, civilAffairsMigration, residentServiceMigration],
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
      messages: {},
      log,
      createContext: (caller) => createContext({ opening, store, releases, sealer, sealed }, caller),
    }),
    feed: publishFeed(store, publishedOf(store, sealed)),
    intake: joinIntakes(
      createPlaceIntake(store, { divisions: divisionIntake, managedBy: managedByIntake, zones: zoneIntake }),
      createIntake(store, {
        households: householdIntake(sealed.household),
        residents: residentIntake(sealer, sealed.resident),
        assistanceStatuses: assistanceStatusIntake(sealed.assistanceStatus),
      }),
    ),
    workers: [residentServiceReader({ reader: name, opening, store }), resealWorker({ name, resealing })],
    resealing,
    statements: store.statements,
    backup: store.backup,
    close: store.close,
  };
}
