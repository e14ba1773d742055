import type { Projections } from '@hub/kernel';

/** Persons are told of when their records change or they end; nobody reads that yet. */
export const published: Projections = { person: {} };
