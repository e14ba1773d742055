import { frameSlot, slotOf } from './district.ts';
import type { Community, Street } from './places.ts';
import type { RecordIds } from './recordIds.ts';

/** The district's civil-affairs bureau. */
export const civilAffairsBureau = 'org_civil_affairs_xiling';

/** The platform that keeps volunteers who are in no team. */
export const volunteerPlatform = 'org_volunteer_platform_xiling';

/** The street's office, which keeps the ledger of its people. */
export const streetOffice = (street: Street): string => `org_street_${street.code}`;

/** The zone that runs three streets of the district (代管). */
export const hightechZone = 'zone_yichang_hightech';

/** Ids of the three levels of stations: the district's centre, a street's station, a community's room. */
export const centreId = (ids: RecordIds): string => ids('station', frameSlot, 0);
export const streetStationId = (ids: RecordIds, street: Street): string =>
  ids('station', frameSlot, 1 + street.ordinal);
export const roomId = (ids: RecordIds, community: Community): string => ids('station', slotOf(community), 0);

/** Id of a charity organisation by its ordinal. */
export const charityId = (ids: RecordIds, ordinal: number): string => ids('charity', frameSlot, ordinal);

/** Id of a volunteer team by its ordinal in the district. */
export const teamId = (ids: RecordIds, ordinal: number): string => ids('team', frameSlot, ordinal);
