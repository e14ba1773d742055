import { codesFromText, type Projection } from '@hub/kernel';
import type { OfferOfStation } from './serviceOffer.repository.ts';

/** A station's service is a resource: what it is, for whom, when, how far it reaches, and how much of it is left. */
export const serviceOfferForMatching = (
  find: (ids: readonly string[]) => Promise<readonly OfferOfStation[]>,
): Projection => ({
  classes: [],
  read: async (ids) => new Map((await find(ids)).map((offer) => [offer.id, forMatching(offer)])),
});

const forMatching = (offer: OfferOfStation) => ({
  name: offer.name,
  stationId: offer.stationId,
  stationName: offer.stationName,
  serviceCode: offer.serviceCode,
  divisionCode: offer.divisionCode,
  hoursPerMonth: offer.hoursPerMonth,
  reachMetres: offer.reachMetres,
  windows: offer.windows,
  skills: codesFromText(offer.skills),
  beneficiaryGroups: codesFromText(offer.beneficiaryGroups),
  vettedUntil: offer.vettedUntil,
  startsOn: offer.startsOn,
  endsOn: offer.endsOn,
  longitude: offer.longitude,
  latitude: offer.latitude,
  ...offer.used,
});
