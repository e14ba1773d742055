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
import { charitiesMigration } from '../migrations/0002-charities.ts';
import { disbursementsMigration } from '../migrations/0003-disbursements.ts';
import { fundTermsMigration } from '../migrations/0004-fund-terms.ts';
import { BeneficiaryEntity } from './beneficiary/beneficiary.entity.ts';
import { beneficiaryIntake } from './beneficiary/beneficiary.intake.ts';
import { CharityOrganisationEntity } from './charity-organisation/charityOrganisation.entity.ts';
import { charityOrganisationIntake } from './charity-organisation/charityOrganisation.intake.ts';
import { createContext } from './context.ts';
import { disbursementReader } from './disbursement/disbursement.worker.ts';
import { FundEntity } from './fund/fund.entity.ts';
import { fundIntake } from './fund/fund.intake.ts';
import { MatchGrantEntity } from './fund/matchGrant.entity.ts';
import { matchGrantIntake } from './fund/matchGrant.intake.ts';
import { GoodsStockEntity } from './goods-stock/goodsStock.entity.ts';
import { goodsStockIntake } from './goods-stock/goodsStock.intake.ts';
import { publishedOf } from './published.ts';
import { resolvers, subjects } from './resolvers.ts';
import { sealedTables, sealsOf } from './seals.ts';
import { counts } from './statistics/statistics.repository.ts';
import { release } from './statistics/statistics.rules.ts';
import type { CharitiesTables } from './tables.ts';

const name = 'charities';

/** Opens the charities' data: organisations, their beneficiaries, funds with match grants, and goods. */
export async function openCharities(opening: Opening): Promise<Subgraph> {
  const { keys, randomness, location, clock, ids, log } = opening;
  const store = await openStore<CharitiesTables>({
    location,
    entities: [BeneficiaryEntity, CharityOrganisationEntity, FundEntity, GoodsStockEntity, MatchGrantEntity],
    migrations: [hierarchyMigration, charitiesMigration, disbursementsMigration, fundTermsMigration],
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
      charityOrganisations: charityOrganisationIntake,
      beneficiaries: beneficiaryIntake(sealer, sealed.beneficiary),
      funds: fundIntake,
      matchGrants: matchGrantIntake,
      goodsStocks: goodsStockIntake,
    }),
    workers: [
      hierarchyReader({ reader: name, of: 'civil-affairs', store, clock, ids }),
      disbursementReader({ reader: name, opening, store }),
      resealWorker({ name, resealing }),
    ],
    resealing,
    statements: store.statements,
    backup: store.backup,
    close: store.close,
  };
}
