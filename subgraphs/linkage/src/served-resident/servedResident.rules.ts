import type { Belonging } from '../record/record.entity.ts';

/** That an organisation has somebody as a client who is served in a division. */
export interface Service {
  readonly organisation: string;
  readonly division: string;
}

/** For each resident who is a client too: who serves her and where, once each, in order. */
export function servedResidentsOf(records: readonly Belonging[]): ReadonlyMap<string, readonly Service[]> {
  const clients = Map.groupBy(
    records.filter(({ source }) => source === 'social-work'),
    ({ personId }) => personId,
  );
  return new Map(
    records.flatMap(({ source, recordId, personId }) => {
      const ofPerson = source === 'civil-affairs' ? clients.get(personId) : undefined;
      return ofPerson ? [[recordId, servicesOf(ofPerson)] as const] : [];
    }),
  );
}

function servicesOf(clients: readonly Belonging[]): readonly Service[] {
  const services = clients.map((client) => ({
    organisation: client.ownerOrganisationId,
    division: client.divisionCode,
  }));
  const byText = new Map(services.map((service) => [`${service.organisation} ${service.division}`, service]));
  return [...byText.keys()].sort().flatMap((text) => byText.get(text) ?? []);
}

/** Residents whom others serve than before, or elsewhere; all records of the persons concerned must be given, before and after. */
export function changedServedResidents(before: readonly Belonging[], after: readonly Belonging[]): string[] {
  const [servedBefore, servedAfter] = [servedResidentsOf(before), servedResidentsOf(after)];
  return [...new Set([...servedBefore.keys(), ...servedAfter.keys()])]
    .filter((id) => JSON.stringify(servedBefore.get(id)) !== JSON.stringify(servedAfter.get(id)))
    .sort();
}
