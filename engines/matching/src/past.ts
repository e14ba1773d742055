import type { BeneficiaryCap, Circumstances, MatchNeed, MatchResource, PastDecline, PastService } from './input.ts';
import type { MatchPolicy } from './policy.ts';

const DAY = 86_400_000;

/** Days from one `YYYY-MM-DD` to another, negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/** What lies between a person and a resource, as far as it counts for a score. */
export interface PairHistory {
  /** From 1 for somebody who served her today down to 0. */
  readonly continuity: number;
  /** The dealing behind it; it was with another of the same provider where `sameHelper` is false. */
  readonly served: PastService | null;
  readonly sameHelper: boolean;
  /** From 1 for a decline that counts in full down to 0. */
  readonly declined: number;
  readonly decline: PastDecline | null;
}

export const NO_HISTORY: PairHistory = {
  continuity: 0,
  served: null,
  sameHelper: false,
  declined: 0,
  decline: null,
};

/** What persons had before this run, ready to be asked for a pair. */
export interface Past {
  readonly historyOf: (need: MatchNeed, resource: MatchResource) => PairHistory;
  /** Units that the person may still have from the resource by what she had before; infinite without a cap. */
  readonly capLeft: (need: MatchNeed, resource: MatchResource) => number;
  readonly capsOf: (resource: MatchResource) => readonly BeneficiaryCap[];
  /** Units that she had under a cap over several resources. */
  readonly hadUnder: (personKey: string, cap: BeneficiaryCap) => number;
}

const isOf = (dealing: PastService | PastDecline, resource: MatchResource): boolean =>
  dealing.resourceId === resource.id;

const isOfProvider = ({ providerId }: PastService | PastDecline, resource: MatchResource): boolean =>
  providerId !== null && providerId === resource.providerId;

const fade = (days: number, fadesAfterDays: number): number =>
  fadesAfterDays === 0 ? 1 : Math.min(1, Math.max(0, 1 - days / fadesAfterDays));

const NO_CAPS: readonly BeneficiaryCap[] = [];

/** Shelves what happened by person; a need of which no person is known has no past. */
export const recall = (
  { past = [], beneficiaryCaps = [] }: Circumstances,
  policy: MatchPolicy,
  today: string,
): Past => {
  const byPerson = Map.groupBy(past, ({ personKey }) => personKey);
  const capsByProvider = Map.groupBy(beneficiaryCaps, ({ providerId }) => providerId);
  const dealingsOf = ({ personKey }: MatchNeed) => (personKey === null ? undefined : byPerson.get(personKey));
  const isThisYear = ({ on }: PastService): boolean => on.slice(0, 4) === today.slice(0, 4);
  const weigh = (service: PastService, resource: MatchResource): number =>
    fade(daysBetween(service.on, today), policy.continuity.fadesAfterDays) * (isOf(service, resource) ? 1 : 0.5);
  const weighDecline = ({ reason, on }: PastDecline): number => {
    const { percent, isPermanent } = policy.declined.reasons[reason] ?? policy.declined.otherReason;
    return (percent / 100) * (isPermanent ? 1 : fade(daysBetween(on, today), policy.declined.fadesAfterDays));
  };
  return {
    historyOf: (need, resource) => {
      const dealings = dealingsOf(need);
      if (dealings === undefined) return NO_HISTORY;
      let { continuity, served, sameHelper, declined, decline } = NO_HISTORY;
      let heaviest = 0;
      for (const dealing of dealings) {
        const isHers = isOf(dealing, resource);
        if (dealing.kind === 'SERVED') {
          if (!isHers && !isOfProvider(dealing, resource)) continue;
          const weight = weigh(dealing, resource);
          if (weight > continuity) [continuity, served, sameHelper] = [weight, dealing, isHers];
        } else if (isHers || (dealing.resourceId === null && isOfProvider(dealing, resource))) {
          const weight = weighDecline(dealing);
          declined = Math.min(1, declined + weight);
          if (weight > heaviest) [heaviest, decline] = [weight, dealing];
        }
      }
      return { continuity, served, sameHelper, declined, decline };
    },
    capLeft: (need, resource) => {
      const { perPersonCap, perPersonYearCap = null } = resource;
      if (perPersonCap === null && perPersonYearCap === null) return Number.POSITIVE_INFINITY;
      let [ever, thisYear] = [0, 0];
      for (const dealing of dealingsOf(need) ?? [])
        if (dealing.kind === 'SERVED' && isOf(dealing, resource)) {
          ever += dealing.units;
          if (isThisYear(dealing)) thisYear += dealing.units;
        }
      return Math.min(
        (perPersonCap ?? Number.POSITIVE_INFINITY) - ever,
        (perPersonYearCap ?? Number.POSITIVE_INFINITY) - thisYear,
      );
    },
    capsOf: ({ providerId, unit }) => {
      const caps = providerId === null ? undefined : capsByProvider.get(providerId);
      if (caps === undefined) return NO_CAPS;
      return caps.every((cap) => cap.unit === unit) ? caps : caps.filter((cap) => cap.unit === unit);
    },
    hadUnder: (personKey, { providerId, unit, per }) =>
      (byPerson.get(personKey) ?? []).reduce(
        (sum, dealing) =>
          dealing.kind === 'SERVED' &&
          dealing.providerId === providerId &&
          (dealing.unit ?? unit) === unit &&
          (per === 'EVER' || isThisYear(dealing))
            ? sum + dealing.units
            : sum,
        0,
      ),
  };
};
