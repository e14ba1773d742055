import { type Kysely, sql } from 'kysely';
import type { NeedCopyRow } from '../need/need.entity.ts';
import type { PersonKeyRow } from '../person-key/personKey.entity.ts';
import type { ResourceRow } from '../resource/resource.entity.ts';
import type { MatchingTables } from '../tables.ts';
import type { ReferralRow } from './referral.entity.ts';

/** All that a division lies in on a day, itself first: the more divisions one holds, the later it comes. */
export async function placesAround(
  reads: Kysely<MatchingTables>,
  divisionCode: string,
  today: string,
): Promise<readonly string[]> {
  const holds = sql`valid_from <= ${today} and (valid_to is null or valid_to > ${today})`;
  const { rows } = await sql<{ ancestor: string }>`
    select above.ancestor from closure as above where above.descendant = ${divisionCode} and ${holds}
    order by (select count(*) from closure where ancestor = above.ancestor and ${holds}), above.ancestor desc`.execute(
    reads,
  );
  return rows.map(({ ancestor }) => ancestor);
}

/** All records of the person whose this one is, with her key; none where linkage has not told of her. */
export const recordsOfPerson = (reads: Kysely<MatchingTables>, clientId: string): Promise<PersonKeyRow[]> =>
  reads
    .selectFrom('personKey as hers')
    .innerJoin('personKey as record', 'record.personKey', 'hers.personKey')
    .selectAll('record')
    .where('hers.recordKind', '=', 'client')
    .where('hers.recordId', '=', clientId)
    .where('record.recordKind', '=', 'client')
    .execute();

/** What was agreed on for these clients: what is open, and what was given or declined. */
export const agreedFor = (reads: Kysely<MatchingTables>, clientIds: readonly string[]): Promise<ReferralRow[]> =>
  reads
    .selectFrom('referral')
    .selectAll()
    .where('clientId', 'in', clientIds)
    .where((eb) => eb.or([eb('dueOn', 'is not', null), eb('state', 'in', ['COMPLETED', 'DECLINED'])]))
    .orderBy('id')
    .execute();

/** What was agreed on, as a text that is another one as soon as anything of it has changed. */
export const versionOfAgreed = (agreed: readonly Pick<ReferralRow, 'id' | 'version'>[]): string =>
  agreed.map(({ id, version }) => `${id} ${version}`).join();

/** These resources, and the funds of one provider, which may share a limit. */
export const resourcesBeside = (
  reads: Kysely<MatchingTables>,
  ids: readonly string[],
  providerId: string | null,
): Promise<ResourceRow[]> =>
  reads
    .selectFrom('resource')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('id', 'in', ids.length > 0 ? ids : ['']),
        eb.and([eb('kind', '=', 'FUND'), eb('providerId', '=', providerId)]),
      ]),
    )
    .orderBy('id')
    .execute();

/** Both sides of a referral as they are known today, whoever asks; either may be gone. */
export async function sidesOf(
  reads: Kysely<MatchingTables>,
  { needId, resourceKind, resourceOwnerId }: Pick<ReferralRow, 'needId' | 'resourceKind' | 'resourceOwnerId'>,
): Promise<{ readonly need: NeedCopyRow | undefined; readonly resource: ResourceRow | undefined }> {
  const need = await reads.selectFrom('needCopy').selectAll().where('id', '=', needId).executeTakeFirst();
  const resource = await reads
    .selectFrom('resource')
    .selectAll()
    .where('kind', '=', resourceKind)
    .where('ownerId', '=', resourceOwnerId)
    .executeTakeFirst();
  return { need, resource };
}
