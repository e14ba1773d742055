import type { Projections } from '@hub/kernel';

/** Nobody reads this subgraph's feed. */
export const published: Projections = {};
