import { addDays, creditCodeOf } from '@hub/values';
import type { CommunityPeople } from './community.ts';
import { daysAgo } from './days.ts';
import { openDirt } from './dirt.ts';
import { type District, frameSlot, slotOf } from './district.ts';
import { communityFunds, districtFunds } from './funds.ts';
import { groupsOf } from './groups.ts';
import { charityId } from './organisations.ts';
import { pointAt } from './places.ts';
import { openRandom } from './random.ts';
import type { BeneficiaryRecord, CharityOrganisationRecord, GoodsStockRecord } from './records.ts';
import { type Charities, type Slice, writePeople } from './slices.ts';
import { goodsModels } from './stocks.ts';

/** The district's charities with their funds and stocks. */
export function charitiesFrame(district: District): Charities {
  const count = district.figures.charityOrganisations;
  return {
    charityOrganisations: Array.from({ length: count }, (_, ordinal) => drawCharity(district, ordinal)),
    beneficiaries: [],
    funds: districtFunds(district),
    matchGrants: [],
    goodsStocks: drawGoods(district),
  };
}

const firstNames = [
  '和风',
  '暖阳',
  '大爱',
  '同心',
  '长江',
  '晨曦',
  '橘乡',
  '守望',
  '心桥',
  '青藤',
  '清泉',
  '星火',
  '百合',
  '春晖',
  '三江',
  '明灯',
];
const kinds = [
  ['3', 'FOUNDATION', '公益慈善基金会'],
  ['1', 'SOCIAL_ASSOCIATION', '慈善志愿协会'],
  ['2', 'SERVICE_INSTITUTION', '社会工作服务中心'],
  ['2', 'SERVICE_INSTITUTION', '助老助残服务中心'],
] as const;

// Invented organisations: no real one has these names or codes.
function drawCharity({ seed, ids, places, today }: District, ordinal: number): CharityOrganisationRecord {
  const random = openRandom(seed, 'charity', ordinal);
  const [sign, kind, suffix] = kinds[ordinal % kinds.length] ?? kinds[0];
  const name = firstNames[ordinal % firstNames.length] ?? '';
  const round = Math.floor(ordinal / firstNames.length);
  const at = places.streets[ordinal % places.streets.length] ?? places.district;
  return {
    id: charityId(ids, ordinal),
    name: `宜昌市西陵区${name}${round === 0 ? '' : `第${round + 1}`}${suffix}`,
    creditCode: creditCodeOf({
      registrationAuthority: '5',
      organisationKind: sign,
      divisionCode: '420502',
      // The upper half of the codes, which are given out from below.
      sequence: 31 ** 7 * 29 + ordinal * 7919 + random.below(7919),
    }),
    kind,
    divisionCode: at.code,
    registeredOn: addDays(today, -random.between(900, 5200)),
    ...pointAt(at, random.nearZero() * 500, random.nearZero() * 500),
    perPersonYearCapFen: ordinal % 3 === 0 ? yearCapFen : null,
  };
}

/** What some charities give one person at most in a calendar year, of all their funds together. */
const yearCapFen = 1_000_000;

function drawGoods({ seed, ids, places, figures, today }: District): GoodsStockRecord[] {
  const random = openRandom(seed, 'goods');
  const models = goodsModels.flatMap((model) => Array.from({ length: model.stocks }, () => model));
  return Array.from({ length: figures.goodsStocks }, (_, index): GoodsStockRecord => {
    const model = models[index % models.length] ?? random.pick(models);
    const street = places.streets[(index * 3) % places.streets.length] ?? places.district;
    return {
      id: ids('goods', frameSlot, index),
      name: model.name,
      serviceCode: model.serviceCode,
      charityOrganisationId: charityId(ids, random.below(figures.charityOrganisations)),
      beneficiaryGroups: model.beneficiaryGroups,
      divisionCode: street.code,
      quantity: random.between(...model.quantity),
      ...pointAt(street, random.nearZero() * 400, random.nearZero() * 400),
      expiresOn: model.perishable ? addDays(today, random.between(-15, 200)) : null,
    };
  });
}

/** People of one community whom charities have helped, and the community's own funds. */
export function charitiesOf(district: District, people: CommunityPeople): Slice<Charities> {
  const { seed, ids, dirt, figures, today } = district;
  const { community, quota } = people;
  const slot = slotOf(community);
  const random = openRandom(seed, 'charities', community.ordinal);
  const keeper = () => ({
    department: 'charities' as const,
    divisionCode: random.chance(dirt.divisionCoarse) ? community.street.code : community.code,
    ownerOrganisationId: charityId(ids, random.below(figures.charityOrganisations)),
  });
  const slips = openDirt(seed, 'charities', community.ordinal);
  const entries = writePeople(slips, people.beneficiaries, quota.beneficiaryDuplicates, dirt, keeper);
  const beneficiaries = entries.map(
    ({ person, index, fields }): BeneficiaryRecord => ({
      id: ids('beneficiary', slot, index),
      ...fields,
      charityOrganisationId: fields.ownerOrganisationId,
      groups: groupsOf(person, people.covered.has(person)),
      registeredOn: daysAgo(random, today, 10, 1400, person.bornOn),
    }),
  );
  return {
    records: {
      charityOrganisations: [],
      beneficiaries,
      ...communityFunds(district, people),
      goodsStocks: [],
    },
    truth: entries.map(({ person, index }) => ({
      department: 'charities',
      recordId: ids('beneficiary', slot, index),
      personKey: person.key,
    })),
  };
}
