import {
  createExecute,
  createIntake,
  createResealing,
  derivedFeed,
  hierarchyMigration,
  hierarchyReader,
  type Opening,
  openStore,
  publishFeed,
  resealWorker,
  type Subgraph,
} from '@hub/kernel';
import { sdlOf } from '@hub/schema';
import { createSealer, sealedColumns } from '@hub/vault';
import { linkageMigration } from '../migrations/0002-linkage.ts';
import { servedResidentsMigration } from '../migrations/0003-served-residents.ts';
import { personKeysMigration } from '../migrations/0004-person-keys.ts';
import { peopleIndexMigration } from '../migrations/0005-people-index.ts';
import { linkReviewsMigration } from '../migrations/0006-link-reviews.ts';
import { linkHistoryToldMigration } from '../migrations/0007-link-history-told.ts';
import { modelInForceMigration } from '../migrations/0008-model-in-force.ts';
import { modelTrialsMigration } from '../migrations/0009-model-trials.ts';
import { householdsMigration } from '../migrations/0010-households.ts';
import { oneIndexOfNumbersMigration } from '../migrations/0011-one-index-of-numbers.ts';
import { createContext } from './context.ts';
import { LinkDecisionEntity } from './link-review/linkDecision.entity.ts';
import { ReviewAnswerEntity } from './link-review/reviewAnswer.entity.ts';
import { ReviewPairEntity } from './link-review/reviewPair.entity.ts';
import { messages } from './messages.ts';
import { ModelTrialEntity } from './model-trial/modelTrial.entity.ts';
import { createModelTrials } from './model-trial/modelTrial.worker.ts';
import { ModelActivationEntity } from './model-version/modelActivation.entity.ts';
import { ModelVersionEntity } from './model-version/modelVersion.entity.ts';
import { shippedModel } from './model-version/shippedModel.ts';
import { IndexStateEntity } from './people-index/indexState.entity.ts';
import { createPeopleLinking } from './people-index/peopleLinking.worker.ts';
import { relinkWorker } from './people-index/relink.worker.ts';
import { LinkEntity } from './person/link.entity.ts';
import { LinkHistoryEntity } from './person/linkHistory.entity.ts';
import { PersonEntity } from './person/person.entity.ts';
import { publishedOf } from './published.ts';
import { RecordEntity } from './record/record.entity.ts';
import { recordIntake } from './record/record.intake.ts';
import { recordReaders } from './record/record.worker.ts';
import { WithdrawnRecordEntity } from './record/withdrawnRecord.entity.ts';
import { resolvers, subjects } from './resolvers.ts';
import { sealedTables } from './seals.ts';
import type { LinkageTables } from './tables.ts';

const name = 'linkage';

/** Opens the people index: which records of the departments are one person's, and why. */
export async function openLinkage(opening: Opening): Promise<Subgraph> {
  const { keys, randomness, location, clock, ids, log } = opening;
  const store = await openStore<LinkageTables>({
    location,
    entities: [
      IndexStateEntity,
      LinkDecisionEntity,
      LinkEntity,
      LinkHistoryEntity,
      ModelActivationEntity,
      ModelTrialEntity,
      ModelVersionEntity,
      PersonEntity,
      RecordEntity,
      ReviewAnswerEntity,
      ReviewPairEntity,
      WithdrawnRecordEntity,
    ],
    migrations: [
      hierarchyMigration,
      linkageMigration,
      servedResidentsMigration,
      personKeysMigration,
      peopleIndexMigration,
      linkReviewsMigration,
      linkHistoryToldMigration,
      modelInForceMigration,
      modelTrialsMigration,
      householdsMigration,
      oneIndexOfNumbersMigration,
    ],
  });
  const [sealing, indexing] = [keys.ring('seal'), keys.ring('pseudonym')];
  const sealer = createSealer(sealing, indexing, randomness);
  const resealing = createResealing({ store, sealing, indexing, sealer, tables: sealedTables });
  const intake = recordIntake(sealedColumns(sealer, 'record'), {
    number: (idNumber) => sealer.index(idNumber, 'id-number'),
    household: (id) => sealer.index(id, 'household'),
  });
  const linking = createPeopleLinking({
    opening,
    store,
    intake,
    shipped: shippedModel(),
    reviewId: (left, right) => `review_${sealer.index(`${left} ${right}`, 'link-review')}`,
  });
  const trialing = createModelTrials({ name, opening, store, intake });
  const sdl = sdlOf(name);
  const { feed, readers } = derivedFeed(
    publishFeed(
      store,
      publishedOf(store, (reader) => ({
        person: (id) => sealer.index(id, `person-for-${reader}`),
        family: (householdKey) => sealer.index(householdKey, `family-for-${reader}`),
      })),
    ),
    recordReaders({ reader: name, opening, store, intake, linking }),
  );
  return {
    name,
    sdl,
    execute: createExecute({
      sdl,
      resolvers,
      subjects,
      messages,
      log,
      createContext: (caller) => createContext({ opening, store, linking, trialing }, caller),
    }),
    feed,
    intake: createIntake(store, {}),
    workers: [
      hierarchyReader({ reader: name, of: 'civil-affairs', store, clock, ids }),
      ...readers,
      relinkWorker({ name, store, linking }),
      trialing.worker,
      resealWorker({ name, resealing }),
    ],
    resealing,
    statements: store.statements,
    backup: store.backup,
    close: store.close,
  };
}
