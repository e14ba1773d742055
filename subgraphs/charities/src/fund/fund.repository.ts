import { type Bound, type Page, readPage, whereAtLeast, whereAtMost, whereEqual, whereWithin } from '@hub/kernel';
import type { Kysely } from 'kysely';
import { bookedOf } from '../disbursement/disbursement.repository.ts';
import type { CharitiesTables } from '../tables.ts';
import type { FundRow } from './fund.entity.ts';

export interface FundPageArguments {
  readonly where?:
    | {
        readonly division?: string | null | undefined;
        readonly charityOrganisation?: string | null | undefined;
        readonly programme?: string | null | undefined;
        readonly restricted?: boolean | null | undefined;
        readonly expiresTo?: string | null | undefined;
      }
    | null
    | undefined;
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Funds are public: every viewer sees all of them. */
export function fundsOf({ store, today, cursors }: Bound<CharitiesTables>) {
  const all = () => store.reads.selectFrom('fund').selectAll();
  return {
    page: ({ where, first, after }: FundPageArguments): Promise<Page<FundRow>> =>
      readPage({
        select: all().where((eb) =>
          eb.and([
            ...whereWithin('regionCode', where?.division, today),
            ...whereEqual({
              charityOrganisationId: where?.charityOrganisation,
              programme: where?.programme,
              restricted: where?.restricted == null ? null : Number(where.restricted),
            }),
            ...whereAtMost('expiresOn', where?.expiresTo),
            // What has expired does not expire any more.
            ...whereAtLeast('expiresOn', where?.expiresTo == null ? null : today),
          ]),
        ),
        order: [{ column: 'id', direction: 'asc' }],
        page: { first: first ?? 20, after: after ?? null },
        cursors: cursors('funds', where),
      }),
    byIds: (ids: readonly string[]): Promise<FundRow[]> => all().where('id', 'in', ids).execute(),
    /** All funds of these charities, oldest first. */
    byCharityOrganisations: (ids: readonly string[]): Promise<FundRow[]> =>
      all().where('charityOrganisationId', 'in', ids).orderBy('startsOn').orderBy('id').execute(),
  };
}

export type Funds = ReturnType<typeof fundsOf>;

/** A fund with what its charity is called and gives one person at most, for readers of the feed. */
export interface FundOfCharity extends FundRow {
  readonly charityName: string | null;
  /** Most that one person may get in a calendar year of all that its charity gives. */
  readonly charityYearCapFen: number | null;
  /** What was given of it on referrals so far. */
  readonly bookedUnits: number;
}

export const fundsForFeed =
  (reads: Kysely<CharitiesTables>) =>
  (ids: readonly string[]): Promise<FundOfCharity[]> =>
    reads
      .selectFrom('fund')
      .leftJoin('charityOrganisation', 'charityOrganisation.id', 'fund.charityOrganisationId')
      .selectAll('fund')
      .select([
        'charityOrganisation.name as charityName',
        'charityOrganisation.perPersonYearCapFen as charityYearCapFen',
        bookedOf('FUND', 'fund.id').as('bookedUnits'),
      ])
      .where('fund.id', 'in', ids)
      .execute();
