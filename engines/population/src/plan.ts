import { isCalendarDate } from '@hub/values';
import { communitiesChunk, departments, frameChunk } from './chunk.ts';
import type { DirtRates } from './dirt.ts';
import { type District, openDistrict } from './district.ts';
import { demonstration } from './figures.ts';
import { districtFundCount } from './funds.ts';
import { offerCounts } from './offers.ts';
import type { Quota } from './quotas.ts';
import type { Department, DistrictChunk } from './records.ts';

type KindsOf<Of extends Department> = keyof DistrictChunk[Of];

/** Every kind of record, by the name of its list in a chunk. */
export type RecordKind = KindsOf<'civilAffairs'> | KindsOf<'socialWork'> | KindsOf<'charities'> | KindsOf<'volunteers'>;

/** How many records of each kind a district has. */
export type DistrictTotals = { readonly [kind in RecordKind]: number };

/** A district that is decided but not made: making a chunk needs the plan and its index, and no other chunk. */
export interface DistrictPlan {
  readonly seed: string;
  /** The day on which the district is as it is; ages, statuses and expiries are of this day. */
  readonly today: string;
  readonly totals: DistrictTotals;
  readonly chunkCount: number;
  /**
   * Makes one chunk: the same one each time, in any order. Chunk 0 has what no community has alone; another index is a `RangeError`.
   * Where only some departments are wanted, the lists of the others may be empty: they take time to make.
   */
  chunk(index: number, only?: readonly Department[]): DistrictChunk;
  /** Makes all chunks, one at a time. */
  chunks(): Generator<DistrictChunk, void, undefined>;
}

export interface DistrictOptions {
  readonly seed: string;
  /** Records in the ledger, duplicates included: 1 to 2,000,000; 5,600 when not given. Everything else is in proportion. */
  readonly residents?: number;
  /** `YYYY-MM-DD`, from 2010 on. */
  readonly today: string;
  /** Rates other than those of `dirt`. */
  readonly dirt?: Partial<DirtRates>;
}

const mostResidents = 2_000_000;
const residentsPerChunk = 1_000;

/** Plans a synthetic district; a number of residents, a day or a rate that cannot be is a `RangeError`. */
export function planDistrict({
  seed,
  residents = demonstration.residents,
  today,
  dirt = {},
}: DistrictOptions): DistrictPlan {
  if (!Number.isInteger(residents) || residents < 1 || residents > mostResidents)
    throw new RangeError(`Met ${residents} residents when expecting 1 to ${mostResidents}.`);
  if (!isCalendarDate(today) || today < '2010' || today > '2100')
    throw new RangeError(`Met ${today} when expecting a day from 2010 to 2099 as YYYY-MM-DD.`);
  const district = openDistrict(seed, residents, today, dirt);
  const ranges = rangesOf(district.quotas);
  const chunk = (index: number, only = departments): DistrictChunk => {
    if (index === 0) return frameChunk(district);
    const range = ranges[index - 1];
    if (range === undefined) throw new RangeError(`Met chunk ${index} when expecting 0 to ${ranges.length}.`);
    return communitiesChunk(district, range[0], range[1], only);
  };
  return {
    seed,
    today,
    totals: totalsOf(district),
    chunkCount: 1 + ranges.length,
    chunk,
    *chunks() {
      for (let index = 0; index <= ranges.length; index++) yield chunk(index);
    },
  };
}

/** Neighbouring communities with together at most so many residents, or a single one. */
function rangesOf(quotas: readonly Quota[]): (readonly [number, number])[] {
  const ranges: (readonly [number, number])[] = [];
  let [first, inside] = [0, 0];
  for (const [place, { residents }] of quotas.entries()) {
    if (place > first && inside + residents > residentsPerChunk) {
      ranges.push([first, place]);
      [first, inside] = [place, 0];
    }
    inside += residents;
  }
  return [...ranges, [first, quotas.length]];
}

function totalsOf(district: District): DistrictTotals {
  const { places, figures, quotas, communityMoney } = district;
  const sum = (count: (quota: Quota) => number): number => quotas.reduce((all, quota) => all + count(quota), 0);
  const zone = places.zoneStreets.length + places.zoneCommunities.length;
  return {
    divisions: places.above.length + 1 + places.streets.length + places.communities.length + zone,
    managedBy: places.zoneStreets.length,
    zones: 1,
    households: sum(({ households }) => households),
    residents: sum((quota) => quota.residents),
    assistanceStatuses: sum(({ currentStatuses, endedStatuses }) => currentStatuses + endedStatuses),
    stations: 1 + places.streets.length + places.communities.length,
    socialWorkers: figures.socialWorkers,
    clients: sum(({ clients }) => clients),
    needs: sum(({ openNeeds, metNeeds, withdrawnNeeds }) => openNeeds + metNeeds + withdrawnNeeds),
    caseFiles: sum(({ caseFiles }) => caseFiles),
    projects: figures.awardProjects + figures.provincialProjects + figures.microProjects + figures.communityFunds,
    ...offerCounts(places.streets.length),
    charityOrganisations: figures.charityOrganisations,
    beneficiaries: sum(({ beneficiaries }) => beneficiaries),
    funds: districtFundCount(district) + figures.communityFunds,
    matchGrants: communityMoney.reduce(
      (all, { provinceFen, cityFen }) => all + Math.sign(provinceFen) + Math.sign(cityFen),
      0,
    ),
    goodsStocks: figures.goodsStocks,
    volunteerTeams: figures.volunteerTeams,
    volunteers: sum(({ volunteers }) => volunteers),
  };
}
