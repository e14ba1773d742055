/** What is still open of an amount, and what of it falls in one month; all of it where it is not spread over time. */
export interface Open {
  readonly inAll: number;
  readonly aMonth: number;
}

interface Spread {
  readonly units: number;
  readonly monthUnits: number | null;
}

/** What is open of a need of which so much is promised or given in all, and so much promised for each month. */
export function openOf({ units, monthUnits }: Spread, covered: number, held: number): Open {
  const inAll = Math.max(0, units - covered);
  if (monthUnits === null) return { inAll, aMonth: inAll };
  return { inAll, aMonth: Math.min(inAll, Math.max(inAll > 0 ? 1 : 0, monthUnits - held)) };
}

/** What so many units of it take of a month, begun ones counted. */
export const aMonthOf = (units: number, { inAll, aMonth }: Open): number =>
  inAll === 0 ? 0 : Math.ceil((units * aMonth) / inAll);

/** As many units of it as take no more than that of a month. */
export const inAllOf = (monthUnits: number, { inAll, aMonth }: Open): number =>
  aMonth <= monthUnits ? inAll : Math.floor((inAll * monthUnits) / aMonth);

/** Shares of what is open, one after the other: each takes so much of a month, and they come to no more than all. */
export function sharesOf({ inAll, aMonth }: Open): (monthUnits: number) => { units: number; monthUnits: number } {
  let [taken, given] = [0, 0];
  return (monthUnits) => {
    taken += monthUnits;
    const units = Math.floor((inAll * taken) / aMonth) - given;
    given += units;
    return { units, monthUnits };
  };
}

/** What a referral holds of its resource: of hours that are given again and again those of one month. */
export const heldOf = ({ units, monthUnits }: Spread): number => monthUnits ?? units;
