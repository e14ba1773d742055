export const districtOne = '420502000000';
export const streetOne = '420502001000';
export const districtTwo = '420503000000';
export const streetTwo = '420502002000';
export const streetThree = '420503001000';

export const places = [
  ['420000000000', '湖北省', 'PROVINCE', null],
  ['420500000000', '宜昌市', 'PREFECTURE', '420000000000'],
  [districtOne, '甲区', 'COUNTY', '420500000000'],
  [districtTwo, '乙区', 'COUNTY', '420500000000'],
  [streetOne, '甲一街道', 'TOWNSHIP', districtOne],
  [streetTwo, '甲二街道', 'TOWNSHIP', districtOne],
  [streetThree, '乙一街道', 'TOWNSHIP', districtTwo],
  ['420502001001', '甲一社区', 'VILLAGE', streetOne],
  ['420502002001', '甲二社区', 'VILLAGE', streetTwo],
  ['420502002002', '园区社区', 'VILLAGE', streetTwo],
  ['420503001001', '乙一社区', 'VILLAGE', streetThree],
] as const;

/** All that a place lies in, itself included; nobody lives in the zone, so the statutory parents are enough. */
export function ancestorsOf(code: string): readonly string[] {
  const parent = places.find(([id]) => id === code)?.[3];
  return parent ? [code, ...ancestorsOf(parent)] : [code];
}

/** Where somebody lives, and who serves her. */
export interface Home {
  readonly name: string;
  readonly community: string;
  readonly station: string;
  readonly charity: string;
  /** Homes lie so far apart that no volunteer of one reaches another. */
  readonly longitude: number;
  readonly ordinal: number;
}

export const homes: readonly Home[] = [
  {
    name: 'own',
    community: '420502001001',
    station: 'station_one',
    charity: 'charity_one',
    longitude: 111.0,
    ordinal: 1,
  },
  {
    name: 'neighbour',
    community: '420502001001',
    station: 'station_beside',
    charity: 'charity_two',
    longitude: 111.4,
    ordinal: 2,
  },
  {
    name: 'street',
    community: '420502002001',
    station: 'station_two',
    charity: 'charity_one',
    longitude: 111.8,
    ordinal: 3,
  },
  {
    name: 'district',
    community: '420503001001',
    station: 'station_three',
    charity: 'charity_two',
    longitude: 112.2,
    ordinal: 4,
  },
];
