/** The closed list of purposes that `X-Hub-Purpose` accepts, in the order of a case's life. */
export const PURPOSES = [
  'ASSISTANCE_RECOGNITION',
  'DYNAMIC_MONITORING',
  'RESOURCE_MATCHING',
  'CASE_SERVICE',
  'VISIT',
  'VOLUNTEER_DISPATCH',
  'CHARITY_AID',
  'STATISTICS',
  'AUDIT',
  'CORRECTION',
] as const;

export type Purpose = (typeof PURPOSES)[number];

/** Reads a stored or chosen purpose; anything outside the list is no purpose. */
export const parsePurpose = (text: string | null): Purpose | '' => PURPOSES.find((purpose) => purpose === text) ?? '';
