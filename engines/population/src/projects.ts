import { addDays, type ServiceCategory } from '@hub/values';
import type { CommunityPeople } from './community.ts';
import { type District, frameSlot, slotOf } from './district.ts';
import { centreId, roomId, streetStationId } from './organisations.ts';
import { openRandom, type Random } from './random.ts';
import type { ProjectRecord } from './records.ts';
import { shareOut } from './shares.ts';

/** Names of the programmes, as the records have them. */
export const programmes = {
  award: '五社联动“以奖代补”',
  provincial: '五社联动省级社工项目',
  micro: '“微公益”创投大赛',
  mutualAid: '“幸福家园”村社互助',
  linkage: '五社联动慈善资金',
} as const;

/** Themes of projects and funds with what they are for. */
export const themes: readonly (readonly [string, ServiceCategory])[] = [
  ['银龄相伴', 'ELDERLY_SUPPORT'],
  ['爱心助餐', 'ELDERLY_SUPPORT'],
  ['邻里守望', 'COMMUNITY_SERVICE'],
  ['七彩课堂', 'CHILD_SUPPORT'],
  ['暖冬帮困', 'POVERTY_RELIEF'],
  ['无障碍生活', 'DISABILITY_SUPPORT'],
  ['童心护航', 'CHILD_SUPPORT'],
  ['应急互助', 'POVERTY_RELIEF'],
];

/** Projects above the communities: the two programmes that share the published money exactly, and the winners of contests. */
export function frameProjects(district: District): ProjectRecord[] {
  const { seed, figures, places, ids } = district;
  const random = openRandom(seed, 'projects');
  const { awardProjects, provincialProjects, microProjects } = figures;
  const linked = awardProjects + provincialProjects;
  const money = shareOut(
    figures.projectYuan,
    Array.from({ length: linked }, (_, index) => (index < awardProjects ? 0.7 : 1.3) + 0.5 * random.next()),
  );
  return Array.from({ length: linked + microProjects }, (_, index): ProjectRecord => {
    const kind = index < awardProjects ? 'award' : index < linked ? 'provincial' : 'micro';
    const street = places.streets[index % places.streets.length];
    const atStreet = kind !== 'provincial' && street !== undefined;
    const fundedFen = (money[index] ?? random.between(30, 80) * 100) * 100;
    return {
      id: ids('project', frameSlot, index),
      ...themeOf(random, index, atStreet ? street.name : '西陵区'),
      programme: programmes[kind],
      stationId: atStreet ? streetStationId(ids, street) : centreId(ids),
      divisionCode: atStreet ? street.code : places.district.code,
      fundingSource: { award: '区级财政以奖代补资金', provincial: '省级社会工作项目资金', micro: '区级公益创投资金' }[
        kind
      ],
      plannedFen: fundedFen,
      fundedFen,
      ...termOf(random, district.today),
    };
  });
}

/** 幸福家园 projects of one community; each has a fund of the same name, and is funded by what that raised and what was added. */
export function communityProjects(district: District, { community, quota }: CommunityPeople): ProjectRecord[] {
  const random = openRandom(district.seed, 'projects of', community.ordinal);
  return Array.from({ length: quota.communityFunds }, (_, index): ProjectRecord => {
    const money = district.communityMoney[quota.firstFund + index];
    const fundedFen = (money?.raisedFen ?? 0) + (money?.provinceFen ?? 0) + (money?.cityFen ?? 0);
    return {
      id: district.ids('project', slotOf(community), index),
      ...themeOf(random, quota.firstFund + index, community.name),
      programme: programmes.mutualAid,
      stationId: roomId(district.ids, community),
      divisionCode: community.code,
      fundingSource: '慈善募捐及配捐',
      plannedFen: Math.ceil((fundedFen * (1 + 0.4 * random.next())) / 10_000) * 10_000,
      fundedFen,
      ...termOf(random, district.today),
    };
  });
}

function themeOf(random: Random, index: number, place: string): Pick<ProjectRecord, 'name' | 'category'> {
  const [theme, category] = themes[index % themes.length] ?? random.pick(themes);
  return { name: `${place}“${theme}”项目`, category };
}

function termOf(random: Random, today: string): Pick<ProjectRecord, 'phase' | 'startsOn' | 'endsOn'> {
  const startsOn = addDays(today, random.between(-700, 60));
  const endsOn = addDays(startsOn, random.between(180, 540));
  return { phase: startsOn > today ? 'BEFORE' : endsOn < today ? 'AFTER' : 'DURING', startsOn, endsOn };
}
