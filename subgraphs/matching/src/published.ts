import type { Projections } from '@hub/kernel';

/** Nobody reads what a run proposes: proposals bind nobody until they are committed. */
export const published: Projections = {};
