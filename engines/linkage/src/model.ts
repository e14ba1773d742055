/** How often a level is seen between records of one person (`m`) and of two different people (`u`). */
export type Odds = { readonly m: number; readonly u: number };

/** The stated odds of the identity stage: data with a version, so that a stored link can say what decided it. */
export type LinkModel = {
  readonly version: string;
  /** Log-odds (base 2) that two records drawn at random are one person, before anything was compared. */
  readonly priorBits: number;
  /** More records than this under one number: the number is no evidence, and nobody is linked by it. */
  readonly maximumGroupRecords: number;
  /** `CORRECTED`: equal after one slip was put right, by a candidate that somebody holds. */
  readonly identity: { readonly EQUAL: Odds; readonly CORRECTED: Odds };
  readonly name: {
    readonly EQUAL: Odds;
    readonly CHARACTER_FORM: Odds;
    readonly ORDER: Odds;
    readonly ONE_CHARACTER: Odds;
    readonly DIFFERENT: Odds;
  };
  readonly birthDate: { readonly EQUAL: Odds; readonly ONE_SLIP: Odds; readonly DIFFERENT: Odds };
  readonly gender: { readonly EQUAL: Odds; readonly DIFFERENT: Odds };
};

/**
 * The model of the identity stage. Name, birth date and gender are judged among pairs that already hold the same number:
 * `u` is what is seen when a number was lent, stolen or mistyped. Birth date and gender are part of the number, so a
 * stranger's record that was keyed from it agrees on them too; only the name is independent, and it carries the weight.
 */
export const identityModel: LinkModel = {
  version: 'identity-1',
  priorBits: -20,
  maximumGroupRecords: 100,
  // About fifteen numbers are one slip away from a mistyped one.
  identity: { EQUAL: { m: 0.95, u: 1e-8 }, CORRECTED: { m: 0.02, u: 1.5e-7 } },
  name: {
    EQUAL: { m: 0.95, u: 0.002 },
    CHARACTER_FORM: { m: 0.015, u: 0.0005 },
    ORDER: { m: 0.005, u: 0.0002 },
    ONE_CHARACTER: { m: 0.025, u: 0.01 },
    DIFFERENT: { m: 0.005, u: 0.9873 },
  },
  birthDate: { EQUAL: { m: 0.97, u: 0.6 }, ONE_SLIP: { m: 0.02, u: 0.02 }, DIFFERENT: { m: 0.01, u: 0.38 } },
  gender: { EQUAL: { m: 0.99, u: 0.65 }, DIFFERENT: { m: 0.01, u: 0.35 } },
};

/** The weight of a level in bits: log2(m / u), Fellegi & Sunter 1969. */
export const weightOf = (odds: Odds): number => Math.log2(odds.m / odds.u);

/** The probability that belongs to log-odds in bits. */
export const probabilityOf = (bits: number): number => 1 / (1 + 2 ** -bits);
