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
import { type ServiceCode, unitOfService } from '@hub/values';
import { type Expression, expressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';
import { isAnsweredFor } from '../need/need.repository.ts';
import type { MatchingTables } from '../tables.ts';
import {
  kindsOfVolunteers,
  type ResourceKind,
  type ResourceRow,
  resourceKinds,
  type SeenResource,
} from './resource.entity.ts';
import type { ResourceDemandRow, ToldDemand } from './resourceDemand.entity.ts';
import type { SupplyRow } from './supply.entity.ts';

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

/** The rows of others by which it is decided what a viewer sees of resources. */
export interface ResourceScopes {
  /** Somebody's time is a trace of her: it is seen by whoever sees her at the registry. */
  readonly volunteers: RowScope;
  /** Or by whoever sees a need that it is proposed to, without her name. */
  readonly needs: RowScope;
  /** What is left of a caseload counts the cases that are open. */
  readonly caseFiles: RowScope;
  /** Resources that are the viewer's own: those of its organisation, and volunteers' time that it dispatches. */
  readonly provided: RowScope;
  readonly dispatched: RowScope;
}

/** Resources as one viewer may see them: what organisations offer is public, somebody's time is not. */
export function resourcesOf(bound: Bound<MatchingTables>, scopes: ResourceScopes) {
  const { volunteers, needs, caseFiles, provided, dispatched } = scopes;
  const { store, today, cursors } = bound;
  const eb = expressionBuilder<MatchingTables, 'resource'>();
  const isSeenAt = (scope: RowScope) =>
    inScope(eb, scope, { node: 'resource.divisionCode', owner: 'resource.providerId' }, today);
  const isNobodys = eb('resource.kind', '<>', 'VOLUNTEER_TIME');
  const isOfVisibleVolunteer = eb.or([isNobodys, isSeenAt(volunteers)]);
  const isProposed = eb.exists(
    eb
      .selectFrom('match')
      .innerJoin('needCopy', 'needCopy.id', 'match.needId')
      .select('needCopy.id')
      .whereRef('match.resourceId', '=', 'resource.id')
      .where('needCopy.status', '=', 'OPEN')
      .where(isAnsweredFor(bound, needs)),
  );
  const isOwn = eb.or([
    isSeenAt(provided),
    eb.and([eb('resource.kind', 'in', kindsOfVolunteers), isSeenAt(dispatched)]),
  ]);
  const capacityTold = eb.or([eb('resource.kind', '<>', 'CASELOAD'), isSeenAt(caseFiles)]);
  const visible = () =>
    store.reads
      .selectFrom('resource')
      .selectAll('resource')
      .select([sumOf('reserved'), sumOf('spent')])
      .select(sql<0 | 1>`case when ${capacityTold} then 1 else 0 end`.as('capacityTold'))
      .where(eb.or([isOfVisibleVolunteer, isProposed]));
  return {
    page: ({ where, first, after }: ResourcePageArguments): Promise<Page<SeenResource>> =>
      readPage({
        select: visible().where((eb) =>
          eb.and([
            // Where a hidden volunteer is based is not told by a filter either.
            ...whereWithin('divisionCode', where?.division, today).map((within) =>
              eb.and([within, isOfVisibleVolunteer]),
            ),
            ...whereEqual({ kind: where?.kind }),
            ...whereOffers(where?.serviceCode),
          ]),
        ),
        order: [{ column: 'id', direction: 'asc' }],
        page: { first: first ?? 20, after: after ?? null },
        cursors: cursors('resources', where),
      }),
    byIds: (ids: readonly string[]): Promise<SeenResource[]> => visible().where('id', 'in', ids).execute(),
    /** What is offered today, by place; a volunteer whom the viewer may not see counts nowhere, as no filter tells where she is. */
    supply: (): Promise<SupplyRow[]> =>
      store.reads
        .selectFrom('resource')
        .where(isOfVisibleVolunteer)
        .where((eb) => eb.or([eb('startsOn', 'is', null), eb('startsOn', '<=', today)]))
        .where((eb) => eb.or([eb('expiresOn', 'is', null), eb('expiresOn', '>=', today)]))
        .groupBy(['divisionCode', 'services', 'unit'])
        .select((eb) => ['divisionCode', 'services', 'unit', eb.fn.countAll<number>().as('resources')])
        .select(
          sql<number | null>`case when min(case when ${capacityTold} then 1 else 0 end) = 1
            then cast(sum(resource.capacity) as bigint) end`.as('offeredUnits'),
        )
        .execute(),
    /** What the last run asked of these resources, over everyone: whoever asks is told by her role or not at all. */
    demandOf: (ids: readonly string[]): Promise<ResourceDemandRow[]> =>
      store.reads.selectFrom('resourceDemand').selectAll().where('resourceId', 'in', ids).execute(),
    /** What the needs that the viewer may see ask of its own resources: each that names one among its matches. */
    ownDemandOf: async (ids: readonly string[]): Promise<ToldDemand[]> => {
      const rows = await store.reads
        .selectFrom('resource')
        .leftJoin(
          (from) =>
            from
              .selectFrom('match')
              .innerJoin('needCopy', 'needCopy.id', 'match.needId')
              .select('match.resourceId')
              .select((from) => from.fn.coalesce('match.monthUnits', 'match.units').as('proposed'))
              .select((from) => from.fn.coalesce('needCopy.monthUnits', 'needCopy.units').as('wanted'))
              .where('match.resourceId', 'in', ids)
              .where('needCopy.status', '=', 'OPEN')
              .where(isAnsweredFor(bound, needs))
              .as('asked'),
          (join) => join.onRef('asked.resourceId', '=', 'resource.id'),
        )
        .where('resource.id', 'in', ids)
        .where(isOwn)
        .groupBy('resource.id')
        .select((eb) => ['resource.id as resourceId', eb.fn.count<number>('asked.resourceId').as('needs')])
        .select([totalOf('wanted').as('units'), totalOf('proposed').as('proposedUnits')])
        .execute();
      return rows.map((row) => ({ ...row, lastUnitValue: null }));
    },
    /** Whose time it is, for those of these resources whose volunteer the viewer may see. */
    visibleVolunteersOf: (ids: readonly string[]): Promise<VolunteerOfResource[]> =>
      store.reads
        .selectFrom('resource')
        .select(['id as resourceId', 'ownerId as id'])
        .where('id', 'in', ids)
        .where('kind', '=', 'VOLUNTEER_TIME')
        .where(isSeenAt(volunteers))
        .execute(),
  };
}

/** Without the cast PostgreSQL adds integers up to wider types. */
const totalOf = (part: 'wanted' | 'proposed') =>
  sql<number>`cast(coalesce(sum(${sql.ref(`asked.${part}`)}), 0) as bigint)`;

const sumOf = (sum: 'reserved' | 'spent') =>
  sql<number>`coalesce((select ${sql.ref(`total.${sum}`)} from commitment_total as total
    where total.resource_kind = resource.kind and total.resource_owner_id = resource.owner_id), 0)`.as(sum);

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
          vettedFor: eb.ref('excluded.vettedFor'),
          certificates: eb.ref('excluded.certificates'),
          gender: eb.ref('excluded.gender'),
          languages: eb.ref('excluded.languages'),
          travelMode: eb.ref('excluded.travelMode'),
          travelMinutes: eb.ref('excluded.travelMinutes'),
          helpers: eb.ref('excluded.helpers'),
          restricted: eb.ref('excluded.restricted'),
          perPersonCap: eb.ref('excluded.perPersonCap'),
          perPersonYearCap: eb.ref('excluded.perPersonYearCap'),
          providerYearCap: eb.ref('excluded.providerYearCap'),
          leastUnits: eb.ref('excluded.leastUnits'),
          matchGives: eb.ref('excluded.matchGives'),
          matchForEach: eb.ref('excluded.matchForEach'),
          matchBeside: eb.ref('excluded.matchBeside'),
          startsOn: eb.ref('excluded.startsOn'),
          expiresOn: eb.ref('excluded.expiresOn'),
          bookedUnits: eb.ref('excluded.bookedUnits'),
          usedMonth: eb.ref('excluded.usedMonth'),
          usedUnits: eb.ref('excluded.usedUnits'),
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
export const resourcesForRun = (reads: Kysely<MatchingTables>, today: string) => {
  const started = () =>
    reads
      .selectFrom('resource')
      .selectAll()
      .where((eb) => eb.or([eb('startsOn', 'is', null), eb('startsOn', '<=', today)]))
      .orderBy('id');
  return {
    startedAfter: (id: string, limit: number): Promise<ResourceRow[]> =>
      started().where('id', '>', id).limit(limit).execute(),
    startedByIds: (ids: readonly string[]): Promise<ResourceRow[]> =>
      started()
        .where('id', 'in', ids.length > 0 ? ids : [''])
        .execute(),
    /** Of all that is offered by these records of owners. */
    idsOfOwners: async (ownerIds: readonly string[]): Promise<readonly string[]> => {
      const rows = await reads
        .selectFrom('resource')
        .select('id')
        .where('kind', 'in', resourceKinds)
        .where('ownerId', 'in', ownerIds.length > 0 ? ownerIds : [''])
        .execute();
      return rows.map(({ id }) => id);
    },
  };
};
