import { codesFromText } from '@hub/kernel';
import type { ServiceCode } from '@hub/values';
import type { FiguresOfSupply, SupplyRow } from './supply.entity.ts';

const keyOf = ({ divisionCode, serviceCode, unit }: FiguresOfSupply): string =>
  `${divisionCode} ${serviceCode ?? ''} ${unit}`;

const sumOf = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? null : one + other;

/** By division, service and unit, in that order; a resource counts in each of its services. */
export function supplyOf(rows: readonly SupplyRow[]): readonly FiguresOfSupply[] {
  const figures = new Map<string, FiguresOfSupply>();
  for (const { services, ...row } of rows) {
    // Only the intake writes this column, with services of the vocabulary.
    const codes = services === '' ? [null] : (codesFromText(services) as ServiceCode[]);
    for (const serviceCode of codes) {
      const one: FiguresOfSupply = { ...row, serviceCode };
      const known = figures.get(keyOf(one));
      const resources = one.resources + (known?.resources ?? 0);
      const offeredUnits = known ? sumOf(known.offeredUnits, one.offeredUnits) : one.offeredUnits;
      figures.set(keyOf(one), { ...one, resources, offeredUnits });
    }
  }
  return [...figures].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, supply]) => supply);
}
