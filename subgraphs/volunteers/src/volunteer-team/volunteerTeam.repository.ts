import { type Bound, inScope, type Page, type RowScope, readPage, whereWithin } from '@hub/kernel';
import type { Kysely } from 'kysely';
import type { VolunteersTables } from '../tables.ts';
import type { VolunteerTeamRow } from './volunteerTeam.entity.ts';

export interface VolunteerTeamPageArguments {
  readonly where?: { readonly division?: string | null | undefined } | null | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

export interface TeamSize {
  /** Id of the team. */
  readonly id: string;
  readonly activeMembers: number;
}

/** Teams are public: every viewer sees all of them, and of their active members as many as she may see. */
export function volunteerTeamsOf({ store, today, cursors }: Bound<VolunteersTables>, volunteers: RowScope) {
  const all = () => store.reads.selectFrom('volunteerTeam').selectAll();
  return {
    page: ({ where, first, after }: VolunteerTeamPageArguments): Promise<Page<VolunteerTeamRow>> =>
      readPage({
        select: all().where((eb) => eb.and(whereWithin('divisionCode', where?.division, today))),
        order: [{ column: 'id', direction: 'asc' }],
        page: { first: first ?? 20, after: after ?? null },
        cursors: cursors('volunteerTeams', where),
      }),
    byIds: (ids: readonly string[]): Promise<VolunteerTeamRow[]> => all().where('id', 'in', ids).execute(),
    /** Sizes of these teams, counted over the members that the viewer may see; a team without such a member has 0. */
    sizesOf: (ids: readonly string[]): Promise<TeamSize[]> =>
      store.reads
        .selectFrom('volunteerTeam')
        .leftJoin('volunteer', (join) =>
          join
            .onRef('volunteer.teamId', '=', 'volunteerTeam.id')
            .on('volunteer.status', '=', 'ACTIVE')
            .on((eb) =>
              inScope(
                eb,
                volunteers,
                { node: 'volunteer.divisionCode', owner: 'volunteer.ownerOrganisationId' },
                today,
              ),
            ),
        )
        .select(['volunteerTeam.id', (eb) => eb.fn.count<number>('volunteer.id').as('activeMembers')])
        .where('volunteerTeam.id', 'in', ids)
        .groupBy('volunteerTeam.id')
        .execute(),
  };
}

export type VolunteerTeams = ReturnType<typeof volunteerTeamsOf>;

/** Teams for readers of the feed; bound to no viewer. */
export const volunteerTeamsForFeed =
  (reads: Kysely<VolunteersTables>) =>
  (ids: readonly string[]): Promise<VolunteerTeamRow[]> =>
    reads.selectFrom('volunteerTeam').selectAll().where('id', 'in', ids).execute();
