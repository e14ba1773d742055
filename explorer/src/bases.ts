/** The closed list of legal bases that `X-Hub-Basis` accepts. */
export const BASES = [
  'STATUTORY_DUTY',
  'CONSENT',
  'GUARDIAN_CONSENT',
  'EMERGENCY',
  'PUBLIC_DISCLOSED',
  'CONTRACT',
] as const;

export type Basis = (typeof BASES)[number];

/** Reads a stored or chosen basis; anything outside the list is none, and the hub takes the first of the role. */
export const parseBasis = (text: string | null): Basis | '' => BASES.find((basis) => basis === text) ?? '';
