import type { FrozenModel } from './frozenModel.ts';

/**
 * A version that joins only what outweighs chance by `automatic` bits, and looks at pairs from `review` bits on (both in bits of
 * the version given). It is the version of somebody who believes that records of one person are so much rarer, so that all else
 * (clusters as wholes, households, ties) is weighed as before; its weights are lower by `automatic`.
 */
export const raiseBar = (frozen: FrozenModel, automatic: number, review: number): FrozenModel => {
  const { shares } = frozen.trained;
  const trained = {
    ...frozen.trained,
    shares: { ...shares, SAME: shares.SAME * 2 ** -automatic, MOVED: shares.MOVED * 2 ** -automatic },
  };
  const model = { ...frozen.model, reviewProbability: 1 / (1 + 2 ** (automatic - review)) };
  return { ...frozen, model, trained };
};
