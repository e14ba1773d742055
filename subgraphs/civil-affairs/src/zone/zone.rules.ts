import { parseDivisionCode } from '@hub/values';

/** Zones and divisions share one tree, so no zone has an id that can be read as a division's code. */
export const isZoneId = (id: string): boolean => !parseDivisionCode(id).ok;
