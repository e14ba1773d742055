/** Age groups (年龄段) of published tables, the youngest first; the last one is for people of whom no year of birth is known. */
export const ageBands = [
  'UNDER_14',
  'AGED_14_TO_17',
  'AGED_18_TO_44',
  'AGED_45_TO_59',
  'AGED_60_TO_79',
  'AGED_80_OR_OVER',
  'AGE_UNKNOWN',
] as const;
export type AgeBand = (typeof ageBands)[number];

const lastYears: readonly (readonly [AgeBand, number])[] = [
  ['UNDER_14', 13],
  ['AGED_14_TO_17', 17],
  ['AGED_18_TO_44', 44],
  ['AGED_45_TO_59', 59],
  ['AGED_60_TO_79', 79],
];

/**
 * The groups with the earliest year of birth of each, the youngest first, by the age that is reached in the year of a day, as
 * statistical tables count it. Who is born before all of them is 80 or over.
 */
export const birthYearsOfBands = (day: string): readonly (readonly [AgeBand, number])[] => {
  const year = Number(day.slice(0, 4));
  return [...lastYears.map(([band, age]) => [band, year - age] as const), ['AGED_80_OR_OVER', 0]];
};

/** The group of a year of birth on a day. */
export const ageBandOf = (birthYear: number | null, day: string): AgeBand =>
  birthYear === null
    ? 'AGE_UNKNOWN'
    : (birthYearsOfBands(day).find(([, from]) => birthYear >= from)?.[0] ?? 'AGED_80_OR_OVER');
