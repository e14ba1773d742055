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
import { volunteersMigration } from '../migrations/0002-volunteers.ts';
import { serviceRecordsMigration } from '../migrations/0003-service-records.ts';
import { fitnessMigration } from '../migrations/0004-fitness.ts';
import { teamsMigration } from '../migrations/0005-teams.ts';
import { monthsMigration } from '../migrations/0006-months.ts';
import { createContext } from './context.ts';
import { publishedOf } from './published.ts';
import { resolvers, subjects } from './resolvers.ts';
import { sealedTables, sealsOf } from './seals.ts';
import { serviceRecordReader } from './service-record/serviceRecord.worker.ts';
import { counts } from './statistics/statistics.repository.ts';
import { release } from './statistics/statistics.rules.ts';
import type { VolunteersTables } from './tables.ts';
import { VolunteerEntity } from './volunteer/volunteer.entity.ts';
import { volunteerIntake } from './volunteer/volunteer.intake.ts';
import { VolunteerTeamEntity } from './volunteer-team/volunteerTeam.entity.ts';
import { volunteerTeamIntake } from './volunteer-team/volunteerTeam.intake.ts';

const name = 'volunteers';

/** Opens the volunteer registry's data: teams, and volunteers with their skills, vetting and availability. */
export async function openVolunteers(opening: Opening): Promise<Subgraph> {
  const { keys, randomness, location, clock, ids, log } = opening;
  const store = await openStore<VolunteersTables>({
    location,
    entities: [VolunteerEntity, VolunteerTeamEntity],
    migrations: [
      hierarchyMigration,
      volunteersMigration,
      serviceRecordsMigration,
      fitnessMigration,
      teamsMigration,
      monthsMigration,
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
      messages: {},
      log,
      createContext: (caller) => createContext({ opening, store, releases, sealed }, caller),
    }),
    feed: publishFeed(store, publishedOf(store, sealed)),
    intake: createIntake(store, {
      volunteerTeams: volunteerTeamIntake,
      volunteers: volunteerIntake(sealer, sealed.volunteer),
    }),
    workers: [
      hierarchyReader({ reader: name, of: 'civil-affairs', store, clock, ids }),
      serviceRecordReader({ reader: name, opening, store }),
      resealWorker({ name, resealing }),
    ],
    resealing,
    statements: store.statements,
    backup: store.backup,
    close: store.close,
  };
}
