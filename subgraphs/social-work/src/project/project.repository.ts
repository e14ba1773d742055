import { type Bound, type Page, readPage, whereEqual, whereWithin } from '@hub/kernel';
import type { ServiceCategory } from '@hub/values';
import type { SocialWorkTables } from '../tables.ts';
import type { ProjectPhase, ProjectRow } from './project.entity.ts';

export interface ProjectPageArguments {
  readonly where?:
    | {
        readonly division?: string | null | undefined;
        readonly programme?: string | null | undefined;
        readonly category?: ServiceCategory | null | undefined;
        readonly phase?: ProjectPhase | null | undefined;
      }
    | null
    | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Projects are public: every viewer sees all of them. */
export function projectsOf({ store, today, cursors }: Bound<SocialWorkTables>) {
  const all = () => store.reads.selectFrom('project').selectAll();
  return {
    page: ({ where, first, after }: ProjectPageArguments): Promise<Page<ProjectRow>> =>
      readPage({
        select: all().where((eb) =>
          eb.and([
            ...whereWithin('divisionCode', where?.division, today),
            ...whereEqual({ programme: where?.programme, category: where?.category, phase: where?.phase }),
          ]),
        ),
        order: [{ column: 'id', direction: 'asc' }],
        page: { first: first ?? 20, after: after ?? null },
        cursors: cursors('projects', where),
      }),
    byIds: (ids: readonly string[]): Promise<ProjectRow[]> => all().where('id', 'in', ids).execute(),
  };
}

export type Projects = ReturnType<typeof projectsOf>;
