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
import { matchingMigration } from '../migrations/0002-matching.ts';
import { tracelessMigration } from '../migrations/0003-traceless.ts';
import { runFiguresMigration } from '../migrations/0004-run-figures.ts';
import { referralsMigration } from '../migrations/0005-referrals.ts';
import { unlockMigration } from '../migrations/0005-unlock.ts';
import { divisionRunsMigration } from '../migrations/0006-division-runs.ts';
import { runKindsMigration } from '../migrations/0007-run-kinds.ts';
import { resourceTermsMigration } from '../migrations/0008-resource-terms.ts';
import { requirementsMigration } from '../migrations/0009-requirements.ts';
import { monthsMigration } from '../migrations/0010-months.ts';
import { inputChangesMigration } from '../migrations/0011-input-changes.ts';
import { familiesMigration } from '../migrations/0012-families.ts';
import { type MatchingConfig, readMatchingConfig } from './config.ts';
import { createContext } from './context.ts';
import { MatchEntity } from './match/match.entity.ts';
import { UnmetEntity } from './match/unmet.entity.ts';
import { MatchRunEntity } from './match-run/matchRun.entity.ts';
import { matchWorker } from './match-run/matchRun.worker.ts';
import { NeedAnswerEntity, NeedBeforeEntity } from './match-run/needAnswer.entity.ts';
import { createRunOrders } from './match-run/runOrders.ts';
import { createTrials } from './match-run/trials.worker.ts';
import { messages } from './messages.ts';
import { NeedCopyEntity } from './need/need.entity.ts';
import { needReader } from './need/need.worker.ts';
import { personKeyReader } from './person-key/personKey.worker.ts';
import { publishedOf } from './published.ts';
import { ReferralEntity } from './referral/referral.entity.ts';
import { referralClock } from './referral/referral.worker.ts';
import { resolvers, subjects } from './resolvers.ts';
import { ResourceEntity } from './resource/resource.entity.ts';
import { resourceReaders } from './resource/resource.worker.ts';
import { ResourceDemandEntity } from './resource/resourceDemand.entity.ts';
import { sealedTables, sealsOf } from './seals.ts';
import { ShortageEntity } from './shortage/shortage.entity.ts';
import { countNeeds } from './statistics/statistics.repository.ts';
import { release } from './statistics/statistics.rules.ts';
import type { MatchingTables } from './tables.ts';

const name = 'matching';

/** Opens the place where needs meet resources: copies of both, and the answer of the last matching run. */
export async function openMatching(
  opening: Opening,
  { workdays, restMs }: MatchingConfig = readMatchingConfig(),
): Promise<Subgraph> {
  const { keys, randomness, location, clock, ids, log } = opening;
  const store = await openStore<MatchingTables>({
    location,
    entities: [
      MatchEntity,
      MatchRunEntity,
      NeedAnswerEntity,
      NeedBeforeEntity,
      NeedCopyEntity,
      ReferralEntity,
      ResourceDemandEntity,
      ResourceEntity,
      ShortageEntity,
      UnmetEntity,
    ],
    migrations: [
      hierarchyMigration,
      matchingMigration,
      tracelessMigration,
      runFiguresMigration,
      unlockMigration,
      referralsMigration,
      divisionRunsMigration,
      runKindsMigration,
      resourceTermsMigration,
      requirementsMigration,
      monthsMigration,
      inputChangesMigration,
      familiesMigration,
    ],
  });
  const [sealing, indexing] = [keys.ring('seal'), keys.ring('blind-index')];
  const sealer = createSealer(sealing, indexing, randomness);
  const resealing = createResealing({ store, sealing, indexing, sealer, tables: sealedTables });
  const sealed = sealsOf(sealer);
  const orders = createRunOrders();
  const releases = openReleases(store, { openNeeds: countNeeds }, (_, counted, above) => release(counted, above));
  const trials = createTrials({ store, sealed });
  const { changed } = orders;
  const sdl = sdlOf(name);
  const readers = [
    hierarchyReader({ reader: name, of: 'civil-affairs', store, clock, ids, applied: changed }),
    needReader({ reader: name, opening, store, sealed: sealed.need, changed }),
    personKeyReader({ reader: name, opening, store, changed }),
    ...resourceReaders({ reader: name, opening, store, sealed: sealed.resource, changed }),
  ];
  return {
    name,
    sdl,
    execute: createExecute({
      sdl,
      resolvers,
      subjects,
      messages,
      log,
      createContext: (caller) => createContext({ opening, store, orders, releases, trials, sealed, workdays }, caller),
    }),
    feed: publishFeed(store, publishedOf(store)),
    intake: createIntake(store, {}),
    workers: [
      ...readers.map(orders.awaiting),
      matchWorker({ opening, store, sealed, orders, restMs }),
      referralClock({ opening, store, workdays }),
      resealWorker({ name, resealing }),
    ],
    resealing,
    statements: store.statements,
    backup: store.backup,
    close: store.close,
  };
}
