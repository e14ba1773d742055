import { inScope, type RowScope, type Transaction } from '@hub/kernel';
import { type Expression, expressionBuilder, type SqlBool } from 'kysely';
import type { CivilAffairsTables } from '../tables.ts';
import type { ResidentServiceRow } from './residentService.entity.ts';

/** SQL for "the resident is one of these clients", over the table `resident`. */
export function isClient(clients: RowScope, today: string): Expression<SqlBool> {
  const eb = expressionBuilder<CivilAffairsTables, 'resident'>();
  return eb.exists(
    eb
      .selectFrom('residentService')
      .select('residentService.residentId')
      .whereRef('residentService.residentId', '=', 'resident.id')
      .where((service) =>
        inScope(
          service,
          clients,
          { node: 'residentService.divisionCode', owner: 'residentService.organisationId' },
          today,
        ),
      ),
  );
}

const rowsAtOnce = 1000;

/** The copy as a batch of the feed changes it, inside its transaction. */
export const residentServicesIn = ({ db }: Transaction<CivilAffairsTables>) => ({
  /** Puts what is known of these residents in the place of what was. */
  async replace(residentIds: readonly string[], rows: readonly ResidentServiceRow[]): Promise<void> {
    await db.deleteFrom('residentService').where('residentId', 'in', residentIds).execute();
    for (let start = 0; start < rows.length; start += rowsAtOnce)
      await db
        .insertInto('residentService')
        .values(rows.slice(start, start + rowsAtOnce))
        .execute();
  },
  async clear(): Promise<void> {
    await db.deleteFrom('residentService').execute();
  },
});
