import { randomBytes } from 'node:crypto';
import { isRole, type Role, roles } from '@hub/engine-policy';
import { readSettings } from '@hub/gateway';
import { createIds, systemClock } from '@hub/kernel';
import type { HubConfig } from '../config.ts';
import { openExistingKeys } from '../dataFolder.ts';
import { demonstrationRoles, tokenFor } from '../demonstration.ts';
import { seedStateOf } from '../seed/seed.ts';
import { StartFailure } from '../sentences.ts';
import { print } from '../terminal.ts';

export interface TokenOptions {
  readonly role: string;
  readonly division: string;
  readonly organisation?: string;
  readonly hours: string;
}

/** Signs a token with the key of the data folder, and prints it alone on the last line. */
export async function issue(config: HubConfig, { role, division, organisation, hours }: TokenOptions): Promise<void> {
  if (!isRole(role)) throw new StartFailure(`There is no role "${role}"; expected one of ${roles.join(', ')}.`);
  const length = Number(hours);
  const settings = readSettings(config.door);
  const { tokenHours } = settings.bounds;
  if (!(length > 0 && length <= tokenHours))
    throw new StartFailure(`--hours is "${hours}", expected more than 0 and at most ${tokenHours}.`);
  if (settings.jwks !== null)
    throw new StartFailure('HUB_JWKS names another issuer of tokens: this hub would not accept one of its own.');
  const wish = { role, division, organisation: organisation ?? demonstrationOrganisation(config.dataFolder, role) };
  print(
    await tokenFor(openExistingKeys(config.dataFolder), wish, systemClock, createIds(randomBytes), length, settings),
  );
}

/** Stations' and partners' tokens name an organisation: where none is given, one of the synthetic district. */
function demonstrationOrganisation(folder: string, role: Role): string | null {
  const state = seedStateOf(folder);
  return (state && demonstrationRoles(state).find((wish) => wish.role === role)?.organisation) ?? null;
}
