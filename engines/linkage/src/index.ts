export type { Reason, ReasonCode } from './judgeIdentity.ts';
export type { LinkedPerson, LinkOutcome, LinkRecord, PersonLink, RefusedLink } from './linkByIdentity.ts';
export { linkByIdentity } from './linkByIdentity.ts';
export type { LinkModel, Odds } from './model.ts';
export { identityModel, probabilityOf } from './model.ts';
export { normaliseName } from './normaliseName.ts';
export type { Estimate, Pair, PairwiseQuality } from './pairwiseQuality.ts';
export { pairwiseQuality } from './pairwiseQuality.ts';
