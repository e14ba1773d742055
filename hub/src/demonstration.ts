import type { Role } from '@hub/engine-policy';
import { planDistrict } from '@hub/engine-population';
import { issueToken, type TokenParties } from '@hub/gateway';
import type { Clock, Ids } from '@hub/kernel';
import type { Keys } from '@hub/vault';
import { demonstrationDivision } from './demonstrationDistrict.ts';
import type { SeedState } from './seed/seed.ts';

export const tokenHours = 12;

export interface TokenWish {
  readonly role: Role;
  readonly division: string;
  readonly organisation: string | null;
}

/** For each role, who in the synthetic district could have it. */
export function demonstrationRoles(state: Pick<SeedState, 'seed' | 'residents' | 'today'>): readonly TokenWish[] {
  const { socialWork, charities } = planDistrict(state).chunk(0);
  const station = socialWork.stations.find(({ level }) => level === 'TOWNSHIP_STATION');
  const charity = charities.charityOrganisations[0];
  const division = demonstrationDivision;
  const street = station?.divisionCode ?? division;
  return [
    { role: 'station-worker', division: street, organisation: station?.id ?? null },
    { role: 'street-worker', division: street, organisation: null },
    { role: 'district-officer', division, organisation: null },
    { role: 'analyst', division, organisation: null },
    { role: 'charity-partner', division, organisation: charity?.id ?? null },
    { role: 'volunteer-partner', division, organisation: 'org_volunteer_platform_xiling' },
    { role: 'reviewer', division, organisation: null },
    { role: 'approver', division, organisation: null },
    { role: 'auditor', division, organisation: null },
    { role: 'operator', division, organisation: null },
  ];
}

/** A token for a wish, signed with the key of the data folder. */
export const tokenFor = (
  keys: Keys,
  wish: TokenWish,
  clock: Clock,
  ids: Ids,
  hours = tokenHours,
  parties?: TokenParties,
): Promise<string> =>
  issueToken(
    keys.ring('token-signing'),
    { subject: `demo-${wish.role}`, role: wish.role, divisions: [wish.division], organisation: wish.organisation },
    hours * 3600,
    clock,
    ids,
    parties,
  );
