import { codesFromText, type Projection } from '@hub/kernel';
import type { SealedColumns } from '@hub/vault';
import { unitsAMonth } from './amount.rules.ts';
import type { NeedWithGroups } from './need.repository.ts';

/** What matching must know of a need: everything that decides who can help, and not whose it is beyond the client's id. */
export const needForMatching = (
  find: (ids: readonly string[]) => Promise<readonly NeedWithGroups[]>,
  sealed: SealedColumns,
): Projection => ({
  classes: ['CASE', 'CONTACT', 'ASSISTANCE'],
  read: async (ids) => new Map((await find(ids)).map((need) => [need.id, forMatching(need, sealed)])),
});

function forMatching(need: NeedWithGroups, sealed: SealedColumns) {
  const [longitude, latitude] = (sealed.open(need.id, 'place', need.placeSealed) ?? '').split(',').map(Number);
  return {
    clientId: need.clientId,
    stationId: need.stationId,
    divisionCode: need.divisionCode,
    ownerOrganisationId: need.ownerOrganisationId,
    category: need.category,
    serviceCode: need.serviceCode,
    unit: need.unit,
    units: need.units,
    unitsAMonth: unitsAMonth(need),
    urgency: need.urgency,
    status: need.status,
    openedOn: need.openedOn,
    skill: need.skill,
    certificate: need.certificate,
    safeguarding: need.safeguarding,
    genderWish: need.genderWish,
    genderMust: need.genderMust === 1,
    languageWish: need.languageWish,
    languageMust: need.languageMust === 1,
    helpers: need.helpers,
    indivisible: need.indivisible === 1,
    excludedProviders: codesFromText(need.excludedProviders),
    windows: need.windows,
    groups: codesFromText(need.groups ?? ''),
    longitude,
    latitude,
  };
}
