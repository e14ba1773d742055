/** Resources of one division that offer the same services, as text; no service means any of the unit. */
import type { ServiceCode, Unit } from '@hub/values';
export interface SupplyRow {
  readonly divisionCode: string;
  readonly services: string;
  readonly unit: Unit;
  readonly resources: number;
  /** `null` where it may not be told. */
  readonly offeredUnits: number | null;
}

/** What resources of one division offer of one service. */
export interface FiguresOfSupply extends Omit<SupplyRow, 'services'> {
  readonly serviceCode: ServiceCode | null;
}
