import {
  type Bound,
  holdsCode,
  inScope,
  mapPage,
  type Page,
  type RowScope,
  readPage,
  whereAtLeast,
  whereEqual,
  whereWithin,
} from '@hub/kernel';
import { type Safeguarding, type Skill, safeguardings } from '@hub/values';
import type { SealedColumns } from '@hub/vault';
import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import type { VolunteersTables } from '../tables.ts';
import type { StoredVolunteer, VolunteerRow, VolunteerStatus } from './volunteer.entity.ts';

export interface VolunteerWhere {
  readonly division?: string | null | undefined;
  readonly team?: string | null | undefined;
  readonly skill?: Skill | null | undefined;
  readonly vetted?: boolean | null | undefined;
  readonly vettedFor?: Safeguarding | null | undefined;
  readonly status?: VolunteerStatus | null | undefined;
}

export interface VolunteerPageArguments {
  readonly where?: VolunteerWhere | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Volunteers as one viewer may see them. */
export function volunteersOf(
  { store, today, cursors }: Bound<VolunteersTables>,
  scope: RowScope,
  sealed: SealedColumns,
) {
  const visible = () =>
    store.reads
      .selectFrom('volunteer')
      .selectAll()
      .where((eb) => inScope(eb, scope, { node: 'divisionCode', owner: 'ownerOrganisationId' }, today));
  const opened = (row: StoredVolunteer): VolunteerRow => ({
    ...row,
    bornOn: sealed.open(row.id, 'bornOn', row.bornOnSealed),
  });

  return {
    async page({ where, first, after }: VolunteerPageArguments): Promise<Page<VolunteerRow>> {
      const page = await readPage({
        select: visible().where((eb) => eb.and(conditionsOf(where ?? {}, today))),
        order: [{ column: 'id', direction: 'asc' }],
        page: { first: first ?? 20, after: after ?? null },
        cursors: cursors('volunteers', where),
      });
      return mapPage(page, opened);
    },
    byIds: async (ids: readonly string[]): Promise<VolunteerRow[]> =>
      (await visible().where('id', 'in', ids).execute()).map(opened),
  };
}

export type Volunteers = ReturnType<typeof volunteersOf>;

/** A stored volunteer with the name of her team, for readers of the feed; bound to no viewer. */
export interface VolunteerInTeam extends StoredVolunteer {
  readonly teamName: string | null;
}

export const volunteersForFeed =
  (reads: Kysely<VolunteersTables>) =>
  (ids: readonly string[]): Promise<VolunteerInTeam[]> =>
    reads
      .selectFrom('volunteer')
      .leftJoin('volunteerTeam', 'volunteerTeam.id', 'volunteer.teamId')
      .selectAll('volunteer')
      .select('volunteerTeam.name as teamName')
      .where('volunteer.id', 'in', ids)
      .execute();

const conditionsOf = (where: VolunteerWhere, today: string): Expression<SqlBool>[] => [
  ...whereWithin('divisionCode', where.division, today),
  ...whereEqual({ teamId: where.team, status: where.status }),
  ...(where.skill == null ? [] : [holdsCode('skills', where.skill)]),
  ...whereVetted(where.vetted, today),
  ...whereVettedFor(where.vettedFor),
];

const whereVettedFor = (least: Safeguarding | null | undefined): Expression<SqlBool>[] =>
  least == null
    ? []
    : [sql<SqlBool>`${sql.ref('vettedFor')} in (${sql.join(safeguardings.slice(safeguardings.indexOf(least)))})`];

/** Vetting holds through its last day; who was never vetted is not vetted. */
const whereVetted = (vetted: boolean | null | undefined, today: string): Expression<SqlBool>[] =>
  vetted === false
    ? [sql<SqlBool>`(${sql.ref('vettedUntil')} is null or ${sql.ref('vettedUntil')} < ${today})`]
    : whereAtLeast('vettedUntil', vetted ? today : null);
