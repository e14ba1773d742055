/** Ids of the places that tests name. */
export const province = '420000000000';
export const city = '420500000000';
export const xiling = '420502000000';
export const zone = 'zone_yichang_hightech';

/**
 * Streets of 西陵区 by digits 7 to 9, and their communities and villages by the last three, as the National Bureau of Statistics
 * listed them (统计用区划代码, 2023-06-30). The last three streets are run by the high-tech zone.
 */
const streets: Readonly<Record<string, string>> = {
  '001': '001 002 003 004 006 007 008 009 011 012 013 014',
  '002': '002 003 004 007 019 020 021 022 023 025',
  '003': '001 002 004 005 006 007 009 010 011',
  '004': '001 002 003 004 006',
  '005': '001 002 004 007 008 009 010',
  '006': '002 003 004 005 006 007 008 009 010 012',
  '010': '001 002 003 004 005 201 202 203 204 205 206 207 209',
  '007': '001 002 003 004 201',
  '008': '001 002 003 004 005 007 201',
  '009': '002 004 005 006 201',
};
const runByZone = ['007', '008', '009'];

/** Code of a street of 西陵区, or of a community of one. */
export const code = (street: string, community = '000'): string => `420502${street}${community}`;

export const division = (id: string, level: string, parentCode: string | null, more: object = {}) => ({
  code: id,
  name: `区划${id}`,
  level,
  parentCode,
  validFrom: '2000-01-01',
  validTo: null,
  longitude: 111.285,
  latitude: 30.705,
  ...more,
});

export const divisions = [
  division(province, 'PROVINCE', null),
  division(city, 'PREFECTURE', province),
  division(xiling, 'COUNTY', city, { name: '西陵区' }),
  ...Object.entries(streets).flatMap(([street, communities]) => [
    division(code(street), 'TOWNSHIP', xiling),
    ...communities.split(' ').map((community) => division(code(street, community), 'VILLAGE', code(street))),
  ]),
];

export const managedBy = runByZone.map((street) => ({
  code: code(street),
  managedBy: zone,
  validFrom: '2011-01-01',
  validTo: null,
}));

export const zones = [
  {
    id: zone,
    name: '宜昌高新技术产业开发区',
    validFrom: '2011-01-01',
    validTo: null,
    memberCodes: runByZone.map((street) => code(street)),
  },
];
