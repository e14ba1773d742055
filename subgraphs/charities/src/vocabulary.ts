/** Words of the contract that several features write, in the order in which the contract lists them. */
export const genders = ['FEMALE', 'MALE', 'UNKNOWN'] as const;

export type Gender = (typeof genders)[number];
