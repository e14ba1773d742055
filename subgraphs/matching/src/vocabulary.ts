/** Words of the contract that several features write, in the order in which the contract lists them; the shared ones stand in `@hub/values`. */
export const needStatuses = ['OPEN', 'MET', 'WITHDRAWN'] as const;
export const genders = ['FEMALE', 'MALE', 'UNKNOWN'] as const;

export type NeedStatus = (typeof needStatuses)[number];
export type Gender = (typeof genders)[number];
