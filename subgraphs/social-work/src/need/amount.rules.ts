import { type Refusal, refuse } from '@hub/kernel';
import type { CadencePeriod, NeedRow } from './need.entity.ts';

export interface CadenceWish {
  readonly unitsEachTime: number;
  readonly timesAPeriod: number;
  readonly period: CadencePeriod;
  readonly periods: number;
}

/** How much is asked for in all, and how it is spread where it is given again and again. */
export type Amount = Pick<NeedRow, 'units' | 'cadenceUnits' | 'cadenceTimes' | 'cadencePeriod' | 'cadencePeriods'>;

export interface AmountWish {
  readonly units?: number | null | undefined;
  readonly cadence?: CadenceWish | null | undefined;
}

const once = { cadenceUnits: null, cadenceTimes: null, cadencePeriod: null, cadencePeriods: null };

const mostUnits = 2_147_483_647;
/** Before anything is said. */
export const noAmount: Amount = { units: 0, ...once };

/** What is asked for after `wish` was said. */
export function amountAfter({ units, cadence }: AmountWish, before: Amount): Amount | Refusal {
  if (units != null && cadence != null) return refuse('AMOUNT_TWICE');
  if (cadence != null) return amountOf(cadence);
  if (units == null) {
    const { cadenceUnits, cadenceTimes, cadencePeriod, cadencePeriods } = before;
    if (before.units < 1) return refuse('NEED_WITHOUT_AMOUNT');
    return { units: before.units, cadenceUnits, cadenceTimes, cadencePeriod, cadencePeriods };
  }
  return units < 1 ? refuse('NEED_WITHOUT_UNITS', { units }) : { units, ...once };
}

function amountOf({ unitsEachTime, timesAPeriod, period, periods }: CadenceWish): Amount | Refusal {
  const bounds = [
    ['unitsEachTime', unitsEachTime, mostUnits],
    ['timesAPeriod', timesAPeriod, 31],
    ['periods', periods, 60],
  ] as const;
  for (const [field, met, most] of bounds)
    if (met < 1 || met > most) return refuse('BAD_CADENCE', { field, met, least: 1, most });
  const units = unitsEachTime * timesAPeriod * periods;
  if (units > mostUnits) return refuse('BAD_CADENCE', { field: 'the product', met: units, least: 1, most: mostUnits });
  return {
    units,
    cadenceUnits: unitsEachTime,
    cadenceTimes: timesAPeriod,
    cadencePeriod: period,
    cadencePeriods: periods,
  };
}

export function cadenceOf({ cadenceUnits, cadenceTimes, cadencePeriod, cadencePeriods }: Amount): CadenceWish | null {
  if (cadenceUnits === null || cadenceTimes === null || cadencePeriod === null || cadencePeriods === null) return null;
  return { unitsEachTime: cadenceUnits, timesAPeriod: cadenceTimes, period: cadencePeriod, periods: cadencePeriods };
}

const weeksOfYear = 52;
const monthsOfYear = 12;

/** Units of an amount that fall in one month, begun ones counted; `null` where it is not spread over time. */
export function unitsAMonth(amount: Amount): number | null {
  const cadence = cadenceOf(amount);
  if (cadence === null) return null;
  const aPeriod = cadence.unitsEachTime * cadence.timesAPeriod;
  const aMonth = cadence.period === 'MONTH' ? aPeriod : Math.ceil((aPeriod * weeksOfYear) / monthsOfYear);
  return Math.min(amount.units, aMonth);
}
