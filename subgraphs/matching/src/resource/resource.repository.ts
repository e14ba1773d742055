import {
  type Bound,
  holdsCode,
  inScope,
  type Page,
  type RowScope,
  readPage,
  type Transaction,
  whereEqual,
  whereWithin,
} from '@hub/kernel';
import { type Expression, expressionBuilder, type Kysely, type SqlBool } from 'kysely';
import type { MatchingTables } from '../tables.ts';
import { type ServiceCode, unitOfService } from '../vocabulary.ts';
import type { ResourceKind, ResourceRow } from './resource.entity.ts';

export interface ResourcePageArguments {
  readonly where?:
    | {
        readonly kind?: ResourceKind | null | undefined;
        readonly serviceCode?: ServiceCode | null | undefined;
        readonly division?: string | null | undefined;
      }
    | null
    | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** The volunteer, by her id at the registry, behind a resource. */
export interface VolunteerOfResource {
  readonly resourceId: string;
  readonly id: string;
}

/** Resources are public: every viewer sees that they are there; whose time it is, only who may see the volunteer. */
export function resourcesOf({ store, today, cursors }: Bound<MatchingTables>, volunteers: RowScope) {
  const all = () => store.reads.selectFrom('resource').selectAll();
  return {
    page: ({ where, first, after }: ResourcePageArguments): Promise<Page<ResourceRow>> =>
      readPage({
        select: all().where((eb) =>
          eb.and([
            ...whereWithin('divisionCode', where?.division, today),
            ...whereEqual({ kind: where?.kind }),
            ...whereOffers(where?.serviceCode),
          ]),
        ),
        order: [{ column: 'id', direction: 'asc' }],
        page: { first: first ?? 20, after: after ?? null },
        cursors: cursors('resources', where),
      }),
    byIds: (ids: readonly string[]): Promise<ResourceRow[]> => all().where('id', 'in', ids).execute(),
    /** Whose time it is, for those of these resources whose volunteer the viewer may see. */
    visibleVolunteersOf: (ids: readonly string[]): Promise<VolunteerOfResource[]> =>
      store.reads
        .selectFrom('resource')
        .select(['id as resourceId', 'ownerId as id'])
        .where('id', 'in', ids)
        .where('kind', '=', 'VOLUNTEER_TIME')
        .where((eb) => inScope(eb, volunteers, { node: 'divisionCode', owner: 'providerId' }, today))
        .execute(),
  };
}

export type Resources = ReturnType<typeof resourcesOf>;

/** A resource without services offers every one that is measured in its unit. */
function whereOffers(service: ServiceCode | null | undefined): Expression<SqlBool>[] {
  if (service == null) return [];
  const eb = expressionBuilder<MatchingTables, 'resource'>();
  const any = eb.and([eb('services', '=', ''), eb('unit', '=', unitOfService[service])]);
  return [eb.or([holdsCode('services', service), any])];
}

/** The resources of one kind as a batch of the feed changes them, inside its transaction. */
export const resourcesIn = ({ db }: Transaction<MatchingTables>, kind: ResourceKind) => ({
  /** A resource keeps the id that it first had, also when ids are made with a new key. */
  async save(rows: readonly ResourceRow[]): Promise<void> {
    if (rows.length === 0) return;
    await db
      .insertInto('resource')
      .values([...rows])
      .onConflict((on) =>
        on.columns(['kind', 'ownerId']).doUpdateSet((eb) => ({
          providerId: eb.ref('excluded.providerId'),
          name: eb.ref('excluded.name'),
          capacity: eb.ref('excluded.capacity'),
          services: eb.ref('excluded.services'),
          skills: eb.ref('excluded.skills'),
          groups: eb.ref('excluded.groups'),
          regions: eb.ref('excluded.regions'),
          divisionCode: eb.ref('excluded.divisionCode'),
          placeSealed: eb.ref('excluded.placeSealed'),
          radiusMetres: eb.ref('excluded.radiusMetres'),
          windows: eb.ref('excluded.windows'),
          vettedUntil: eb.ref('excluded.vettedUntil'),
          restricted: eb.ref('excluded.restricted'),
          perPersonCap: eb.ref('excluded.perPersonCap'),
          startsOn: eb.ref('excluded.startsOn'),
          expiresOn: eb.ref('excluded.expiresOn'),
        })),
      )
      .execute();
  },
  async removeOf(ownerIds: readonly string[]): Promise<void> {
    if (ownerIds.length === 0) return;
    await db.deleteFrom('resource').where('kind', '=', kind).where('ownerId', 'in', ownerIds).execute();
  },
  async clear(): Promise<void> {
    await db.deleteFrom('resource').where('kind', '=', kind).execute();
  },
});

/** Resources as a run reads them: those that have begun, in the order of ids; bound to no viewer. */
export const resourcesForRun = (reads: Kysely<MatchingTables>, today: string) => ({
  startedAfter: (id: string, limit: number): Promise<ResourceRow[]> =>
    reads
      .selectFrom('resource')
      .selectAll()
      .where((eb) => eb.or([eb('startsOn', 'is', null), eb('startsOn', '<=', today)]))
      .where('id', '>', id)
      .orderBy('id')
      .limit(limit)
      .execute(),
});
