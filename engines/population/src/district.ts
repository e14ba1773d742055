import { type DirtRates, dirtWith } from './dirt.ts';
import { type Figures, figuresFor } from './figures.ts';
import { type Places, placesOf } from './places.ts';
import { type Quota, quotasOf } from './quotas.ts';
import { openRandom } from './random.ts';
import { type RecordIds, recordIdsOf } from './recordIds.ts';
import { isOneOf, shareOut, startsOf } from './shares.ts';

/** Everything that all communities of a district have in common; small, and the same whichever of them is drawn. */
export interface District {
  readonly seed: string;
  readonly today: string;
  readonly dirt: DirtRates;
  readonly figures: Figures;
  readonly places: Places;
  /** By the ordinal of the community. */
  readonly quotas: readonly Quota[];
  readonly ids: RecordIds;
  /** Social workers by station: the district's centre, then the streets, then the communities. */
  readonly workers: readonly number[];
  /** Social workers of all stations before each. */
  readonly firstWorkers: readonly number[];
  /** Volunteer teams by street. */
  readonly teams: readonly number[];
  /** Teams of all streets before each. */
  readonly firstTeams: readonly number[];
  /** Fen by community fund. */
  readonly communityMoney: readonly CommunityMoney[];
}

/** What a community fund raised, and what two tiers added (配捐). */
export interface CommunityMoney {
  readonly raisedFen: number;
  readonly provinceFen: number;
  readonly cityFen: number;
}

/** The slot of the frame (what no community has alone) and of a community, for ids. */
export const frameSlot = 0;
export const slotOf = (community: { readonly ordinal: number }): number => community.ordinal + 1;

/** Draws what the communities of a district have in common. */
export function openDistrict(seed: string, residents: number, today: string, changes: Partial<DirtRates>): District {
  const dirt = dirtWith(changes);
  const figures = figuresFor(residents);
  const places = placesOf(seed, figures.communities);
  const workers = shareOut(figures.socialWorkers, [
    5,
    ...places.streets.map(() => 6),
    ...places.communities.map(() => 1.5),
  ]);
  const communitiesOfStreet = places.streets.map(
    (street) => places.communities.filter((community) => community.street === street).length,
  );
  const teams = shareOut(figures.volunteerTeams, communitiesOfStreet);
  return {
    seed,
    today,
    dirt,
    figures,
    places,
    quotas: quotasOf(seed, figures, places, dirt),
    ids: recordIdsOf(seed),
    workers,
    firstWorkers: startsOf(workers),
    teams,
    firstTeams: startsOf(teams),
    communityMoney: drawCommunityMoney(seed, figures),
  };
}

function drawCommunityMoney(seed: string, figures: Figures): CommunityMoney[] {
  const random = openRandom(seed, 'community money');
  const { communityFunds, provinceGrants, cityGrants } = figures;
  const weights = Array.from({ length: communityFunds }, () => 0.3 + random.next() + 2 * random.next() * random.next());
  const raised = shareOut(figures.raisedYuan, weights);
  const matched = (yuan: number, grants: number): number[] =>
    shareOut(
      yuan,
      raised.map((amount, fund) => (isOneOf(fund, Math.max(1, grants), communityFunds) ? amount : 0)),
    );
  const province = matched(figures.provinceMatchYuan, provinceGrants);
  const city = matched(figures.cityMatchYuan, cityGrants);
  return raised.map((yuan, fund) => ({
    raisedFen: yuan * 100,
    provinceFen: (province[fund] ?? 0) * 100,
    cityFen: (city[fund] ?? 0) * 100,
  }));
}
