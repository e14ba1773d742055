import type { Fact } from '@hub/kernel';
import type { ResidentServiceRow } from './residentService.entity.ts';

/** Who serves a resident where, by linkage's feed: nobody when she is gone there; `null` when it cannot be read. */
export function servicesOf({ id: residentId, record }: Fact): readonly ResidentServiceRow[] | null {
  if (record === null) return [];
  const { services } = record;
  if (!Array.isArray(services)) return null;
  const rows = services.flatMap((service: unknown) => rowOf(residentId, service) ?? []);
  return rows.length === services.length ? rows : null;
}

function rowOf(residentId: string, service: unknown): ResidentServiceRow | null {
  if (typeof service !== 'object' || service === null) return null;
  const { organisation, division } = service as Readonly<Record<string, unknown>>;
  return typeof organisation === 'string' && typeof division === 'string'
    ? { residentId, organisationId: organisation, divisionCode: division }
    : null;
}
