import { type Bound, inScope, type Page, type RowScope, readPage, whereEqual, whereWithin } from '@hub/kernel';
import type { SocialWorkTables } from '../tables.ts';
import type { CaseFileRow, CaseStage } from './caseFile.entity.ts';

export interface CaseFilePageArguments {
  readonly where?:
    | {
        readonly division?: string | null | undefined;
        readonly station?: string | null | undefined;
        readonly stage?: CaseStage | null | undefined;
        readonly deep?: boolean | null | undefined;
      }
    | null
    | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Case files as one viewer may see them. */
export function caseFilesOf({ store, today, cursors }: Bound<SocialWorkTables>, scope: RowScope) {
  const visible = () =>
    store.reads
      .selectFrom('caseFile')
      .selectAll()
      .where((eb) => inScope(eb, scope, { node: 'divisionCode', owner: 'ownerOrganisationId' }, today));
  return {
    page: ({ where, first, after }: CaseFilePageArguments): Promise<Page<CaseFileRow>> =>
      readPage({
        select: visible().where((eb) =>
          eb.and([
            ...whereWithin('divisionCode', where?.division, today),
            ...whereEqual({
              stationId: where?.station,
              stage: where?.stage,
              deep: where?.deep == null ? null : Number(where.deep),
            }),
          ]),
        ),
        order: [{ column: 'id', direction: 'asc' }],
        page: { first: first ?? 20, after: after ?? null },
        cursors: cursors('caseFiles', where),
      }),
    byIds: (ids: readonly string[]): Promise<CaseFileRow[]> => visible().where('id', 'in', ids).execute(),
  };
}

export type CaseFiles = ReturnType<typeof caseFilesOf>;
