import {
  createExecute,
  createIntake,
  hierarchyMigration,
  hierarchyReader,
  type Opening,
  openStore,
  publishFeed,
  type Subgraph,
} from '@hub/kernel';
import { sdlOf } from '@hub/schema';
import { createSealer } from '@hub/vault';
import { volunteersMigration } from '../migrations/0002-volunteers.ts';
import { createContext } from './context.ts';
import { publishedOf } from './published.ts';
import { resolvers, subjects } from './resolvers.ts';
import { sealsOf } from './seals.ts';
import { openReleases } from './statistics/openReleases.ts';
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
    migrations: [hierarchyMigration, volunteersMigration],
  });
  const sealer = createSealer(keys.ring('seal'), keys.ring('blind-index'), randomness);
  const sealed = sealsOf(sealer);
  const releases = openReleases(store);
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
    workers: [hierarchyReader({ reader: name, of: 'civil-affairs', store, clock, ids })],
    statements: store.statements,
    backup: store.backup,
    close: store.close,
  };
}
