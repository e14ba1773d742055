import type { Projection } from '@hub/kernel';
import type { SocialWorkerAtStation } from './socialWorker.repository.ts';

/** Room in a caseload is a resource: how many cases a social worker can still take, and where; never her name. */
export const socialWorkerForMatching = (
  find: (ids: readonly string[]) => Promise<readonly SocialWorkerAtStation[]>,
): Projection => ({
  classes: [],
  read: async (ids) =>
    new Map(
      (await find(ids)).map(
        ({ id, stationId, stationName, caseCapacity, openCases, bookedUnits, divisionCode, longitude, latitude }) => [
          id,
          {
            stationId,
            stationName,
            freeCases: Math.max(0, caseCapacity - openCases),
            bookedUnits,
            divisionCode,
            longitude,
            latitude,
          },
        ],
      ),
    ),
});
