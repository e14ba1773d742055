import type { Projection } from '@hub/kernel';

/** Where a node lies: places are public and tell nothing about a person. */
export const placeForReaders = (read: Projection['read']): Projection => ({ classes: [], read });
