import type { BeneficiaryCap, MatchGiving, MatchResource } from '@hub/engine-matching';
import { codesFromText } from '@hub/kernel';
import type { ResourceRow } from './resource.entity.ts';

/** What a resource only gives beside; `beside` holds owners' ids until `besideFunds` has found the resources. */
const matchGivingOf = ({ matchGives, matchForEach, matchBeside }: ResourceRow): MatchGiving | null =>
  matchGives === null || matchForEach === null
    ? null
    : { gives: matchGives, forEach: matchForEach, beside: codesFromText(matchBeside) };

/** On what terms a resource is given, as the engine takes them. */
export const termsOf = (resource: ResourceRow) =>
  ({
    perPersonCap: resource.perPersonCap,
    perPersonYearCap: resource.perPersonYearCap,
    leastUnits: resource.leastUnits,
    matchGiving: matchGivingOf(resource),
  }) satisfies Partial<MatchResource>;

/** What a run must know of a fund beside the others. */
export type FundTerms = Pick<ResourceRow, 'id' | 'ownerId' | 'providerId' | 'unit' | 'providerYearCap'>;

export const fundTermsOf = ({ id, ownerId, providerId, unit, providerYearCap }: FundTerms): FundTerms => ({
  ...{ id, ownerId, providerId, unit, providerYearCap },
});

/** What a run must know of all funds together. */
export interface JointTerms {
  /** Most that one person may have in a calendar year of all that a provider gives. */
  readonly beneficiaryCaps: readonly BeneficiaryCap[];
  /** A resource with the funds beside which it gives under their ids in the run. */
  besideFunds(resource: MatchResource): MatchResource;
}

export function jointTermsOf(funds: readonly FundTerms[]): JointTerms {
  const idOf = new Map(funds.map(({ id, ownerId }) => [ownerId, id]));
  const caps = funds.flatMap(({ providerId, unit, providerYearCap }): readonly BeneficiaryCap[] =>
    providerId === null || providerYearCap === null
      ? []
      : [{ id: `${providerId} ${unit}`, providerId, unit, mostUnits: providerYearCap, per: 'YEAR' }],
  );
  return {
    // All funds of a provider tell its one cap; while they are told anew some may still tell the one before, and the lower holds.
    beneficiaryCaps: [...Map.groupBy(caps, ({ id }) => id).values()]
      .flatMap((told) => told.toSorted((a, b) => a.mostUnits - b.mostUnits).slice(0, 1))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    besideFunds: (resource) => {
      const { matchGiving } = resource;
      if (matchGiving == null || matchGiving.beside.length === 0) return resource;
      // A fund that the run does not know keeps its place: an empty list would mean any fund.
      const beside = matchGiving.beside.map((ownerId) => idOf.get(ownerId) ?? ownerId);
      return { ...resource, matchGiving: { ...matchGiving, beside } };
    },
  };
}
