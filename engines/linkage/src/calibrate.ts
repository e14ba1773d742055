import type { TrainedOdds } from './fileModel.ts';
import type { FrozenModel } from './frozenModel.ts';

/** A pair that a person judged: what it weighed under the version, in bits, and what she found. */
export type ReviewedPair = { readonly weight: number; readonly verdict: 'SAME' | 'DIFFERENT' };

/** What a review taught. */
export type Calibration = {
  /** The version with one person that much likelier or less likely, all else as it was. */
  readonly version: FrozenModel;
  /** What is added to every weight, in bits. */
  readonly shift: number;
  /** How far off the shift may be (one standard error, in bits); as wide as what was supposed before when nobody was asked. */
  readonly uncertainty: number;
};

/** Before anybody was asked, weights are supposed to be right to about this many bits. */
const SUPPOSED_BITS = 1.5;
const ROUNDS = 50;
const LN2 = Math.log(2);

/**
 * A version whose weights say how often people found such pairs to be one person: logistic regression of the verdicts with the weight
 * as offset (Platt 1999, with slope 1), held near 0 by what was supposed before. Which pairs were reviewed may depend on their
 * weight, not on the answer. Throws a `RangeError` for a weight that is no number.
 */
export const calibrate = (version: FrozenModel, reviewed: readonly ReviewedPair[]): Calibration => {
  const odd = reviewed.findIndex(({ weight }) => !Number.isFinite(weight));
  if (odd >= 0)
    throw new RangeError(`The weight of reviewed pair ${odd} is ${reviewed[odd]?.weight} when expected a number.`);
  let shift = 0;
  let curvature = 1 / SUPPOSED_BITS ** 2;
  for (let round = 0; round < ROUNDS; round += 1) {
    let slope = -shift / SUPPOSED_BITS ** 2;
    curvature = 1 / SUPPOSED_BITS ** 2;
    for (const { weight, verdict } of reviewed) {
      const expected = 1 / (1 + 2 ** -(weight + shift));
      slope += LN2 * ((verdict === 'SAME' ? 1 : 0) - expected);
      curvature += LN2 ** 2 * expected * (1 - expected);
    }
    // Newton's step, but never a leap from where the curve is flat.
    const step = Math.max(-SUPPOSED_BITS, Math.min(SUPPOSED_BITS, slope / curvature));
    shift += step;
    if (Math.abs(step) < 1e-9) break;
  }
  const trained = shiftedOdds(version.trained, shift);
  return {
    version: { ...version, trained, model: { ...version.model, trained } },
    shift,
    uncertainty: Math.sqrt(1 / curvature),
  };
};

/** One person made `2 ** shift` times as frequent among all pairs; strangers give or take the difference. */
const shiftedOdds = (odds: TrainedOdds, shift: number): TrainedOdds => {
  const { SAME, MOVED, HOUSEHOLD, TWINS } = odds.shares;
  const most = (1 - HOUSEHOLD - TWINS) / 2;
  const times = Math.min(2 ** shift, most / (SAME + MOVED));
  const [same, moved] = [SAME * times, MOVED * times];
  const STRANGERS = 1 - same - moved - HOUSEHOLD - TWINS;
  return { ...odds, shares: { SAME: same, MOVED: moved, HOUSEHOLD, TWINS, STRANGERS } };
};
