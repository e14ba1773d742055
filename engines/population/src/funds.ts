import { addDays } from '@hub/values';
import type { CommunityPeople } from './community.ts';
import { type District, frameSlot, slotOf } from './district.ts';
import { demonstration } from './figures.ts';
import { charityId } from './organisations.ts';
import { programmes, themes } from './projects.ts';
import { openRandom, type Random } from './random.ts';
import type { FundRecord, MatchGrantRecord } from './records.ts';
import { shareOut } from './shares.ts';
import { communityFundUses, type FundModel, fundModels, linkageFundModels } from './stocks.ts';

/** How many times the district's funds are repeated: once for each 5,600 people in the ledger, and once at least. */
function rounds({ figures }: District): number {
  return Math.max(1, Math.round(figures.residents / demonstration.residents));
}

/** How many funds the district's charities have. */
export function districtFundCount(district: District): number {
  return rounds(district) * (fundModels.length + linkageFundModels.length);
}

/** Funds for the whole district; those of 五社联动 raised the published sum exactly. */
export function districtFunds(district: District): FundRecord[] {
  const random = openRandom(district.seed, 'funds');
  const all = Array.from({ length: rounds(district) }, (_, round) => round);
  const linkage = all.flatMap(() => linkageFundModels);
  const raised = shareOut(
    district.figures.linkedCharityYuan,
    linkage.map(({ raisedYuan }) => raisedYuan * (0.9 + 0.2 * random.next())),
  );
  const own = all
    .flatMap(() => fundModels)
    .map((model) => ({ model, yuan: Math.round(model.raisedYuan * (0.9 + 0.2 * random.next())) }));
  const linked = linkage.map((model, index) => ({
    model: { ...model, programme: programmes.linkage },
    yuan: raised[index] ?? 0,
  }));
  return [...own, ...linked].map(({ model, yuan }, index) => drawFund(random, district, model, yuan, index));
}

const fenOf = (yuan: number | null): number | null => (yuan === null ? null : yuan * 100);

const givesByItself = { matchGives: null, matchForEach: null, matchTier: null, matchBeside: [] } as const;
/** Some community funds are the city's money, and give yuan for yuan beside what others give. */
const besideOthers = { matchGives: 1, matchForEach: 1, matchTier: 'CITY', matchBeside: [] } as const;
const isBesideOthers = (ordinal: number): boolean => ordinal % 50 === 18;

function drawFund(random: Random, district: District, model: FundModel, yuan: number, index: number): FundRecord {
  const { ids, places, today, figures } = district;
  return {
    id: ids('fund', frameSlot, index),
    name: `${model.name}基金`,
    programme: model.programme,
    charityOrganisationId: charityId(ids, index % figures.charityOrganisations),
    serviceCodes: model.serviceCodes,
    beneficiaryGroups: model.beneficiaryGroups,
    restricted: model.serviceCodes.length > 0 || model.beneficiaryGroups.length > 0,
    regionCode: places.district.code,
    raisedFen: yuan * 100,
    balanceFen: Math.round(yuan * model.left) * 100,
    perPersonCapFen: fenOf(model.capYuan),
    perPersonYearCapFen: fenOf(model.yearCapYuan),
    leastGrantFen: fenOf(model.leastYuan),
    ...givesByItself,
    startsOn: addDays(today, -random.between(400, 1200)),
    expiresOn: model.expiresIn === null ? null : addDays(today, model.expiresIn),
  };
}

/** 幸福家园 funds of one community, which pay there only, with what province and city added. */
export function communityFunds(
  district: District,
  { community, quota }: CommunityPeople,
): { readonly funds: FundRecord[]; readonly matchGrants: MatchGrantRecord[] } {
  const { seed, ids, today, figures, communityMoney } = district;
  const random = openRandom(seed, 'funds of', community.ordinal);
  const [funds, matchGrants]: [FundRecord[], MatchGrantRecord[]] = [[], []];
  for (let index = 0; index < quota.communityFunds; index++) {
    const ordinal = quota.firstFund + index;
    const money = communityMoney[ordinal] ?? { raisedFen: 0, provinceFen: 0, cityFen: 0 };
    const [theme] = themes[ordinal % themes.length] ?? random.pick(themes);
    const [serviceCodes, beneficiaryGroups] = communityFundUses[ordinal % communityFundUses.length] ?? [[], []];
    const id = ids('fund', slotOf(community), index);
    const startsOn = addDays(today, -random.between(120, 900));
    const whole = money.raisedFen + money.provinceFen + money.cityFen;
    funds.push({
      id,
      name: `${community.name}“${theme}”社区基金`,
      programme: programmes.mutualAid,
      charityOrganisationId: charityId(ids, random.below(figures.charityOrganisations)),
      serviceCodes,
      beneficiaryGroups,
      restricted: serviceCodes.length > 0 || beneficiaryGroups.length > 0,
      regionCode: community.code,
      raisedFen: money.raisedFen,
      balanceFen: Math.round((whole * (0.05 + 0.6 * random.next())) / 100) * 100,
      perPersonCapFen: random.pick([50_000, 80_000, 100_000, 150_000]),
      perPersonYearCapFen: null,
      leastGrantFen: null,
      ...(isBesideOthers(ordinal) ? besideOthers : givesByItself),
      startsOn,
      expiresOn: random.chance(0.6) ? addDays(today, random.between(-20, 500)) : null,
    });
    const granted = (tier: MatchGrantRecord['tier'], amountFen: number, place: number): void => {
      if (amountFen === 0) return;
      const grantedOn = addDays(startsOn, random.between(30, 110));
      matchGrants.push({
        id: ids('grant', slotOf(community), 2 * index + place),
        fundId: id,
        tier,
        amountFen,
        grantedOn,
      });
    };
    granted('PROVINCE', money.provinceFen, 0);
    granted('CITY', money.cityFen, 1);
  }
  return { funds, matchGrants };
}
