import type { Bound, Transaction } from '@hub/kernel';
import { sql } from 'kysely';
import type { CommitmentKind } from '../commitment/commitment.entity.ts';
import { commitmentsIn, type Sums } from '../commitment/commitment.repository.ts';
import type { NeedCopyRow } from '../need/need.entity.ts';
import type { ResourceRow } from '../resource/resource.entity.ts';
import type { MatchingTables } from '../tables.ts';
import { agreedFor, recordsOfPerson, versionOfAgreed } from './pair.repository.ts';
import type { ReferralRow, ReferralStepRow } from './referral.entity.ts';

/** What is locked while a step is decided. */
export interface Locked {
  readonly need: NeedCopyRow | null;
  /** Which state of what was agreed on for the person this is (`versionOfAgreed`). */
  readonly agreed: string;
  /** Units of the need that are accepted or were given. */
  readonly covered: number;
  /** Units of it that are accepted, of those that are given again and again what falls in one month. */
  readonly held: number;
  readonly resource: ResourceRow | null;
  readonly sums: Sums;
  /** Whether a referral of this need to this resource is open. */
  readonly openForPair: boolean;
  /** Whether one of the same person by another record, for the same service and resource, is. */
  readonly openForPerson: boolean;
}

/** A step as it was decided outside. */
export interface StepTaken {
  readonly change: Partial<ReferralRow>;
  readonly ledger: readonly { readonly kind: CommitmentKind; readonly units: number }[];
  readonly sums: Sums;
  readonly party: ReferralStepRow['party'];
  readonly happenedOn: string;
}

export interface StepParts {
  readonly command: string;
  decide(referral: ReferralRow, locked: Locked): StepTaken;
}

export interface NewReferralParts {
  readonly owner: Pick<ReferralRow, 'needId' | 'clientId' | 'serviceCode' | 'resourceKind' | 'resourceOwnerId'>;
  /** The new referral, and as what the viewer proposes it. */
  decide(locked: Locked): { readonly referral: ReferralRow; readonly party: ReferralStepRow['party'] };
}

interface Writes {
  readonly actor: string;
  readonly organisationId: string | null;
  readonly ids: (prefix: string) => string;
}

const reserving = ['ACCEPTED', 'IN_PROGRESS'] as const;

type InTransaction = Transaction<MatchingTables>;
type Dialect = 'sqlite' | 'postgres';
type Moment = Pick<Bound<MatchingTables>, 'now' | 'today'>;

/** Locks the need, its person, for whom limits hold over all her needs, and the resource, in this order, and reads what a step is decided on. */
async function lock(transaction: InTransaction, dialect: Dialect, of: NewReferralParts['owner']): Promise<Locked> {
  const { db } = transaction;
  const query = db.selectFrom('needCopy').selectAll().where('id', '=', of.needId);
  const need = await (dialect === 'postgres' ? query.forUpdate() : query).executeTakeFirst();
  // Her owner may have put the need under another record since it was referred.
  const clientId = need?.clientId ?? of.clientId;
  const records = await recordsOfPerson(db, clientId);
  const clientIds = [...new Set([clientId, ...records.map(({ recordId }) => recordId)])].sort();
  if (dialect === 'postgres')
    for (const id of clientIds) await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(db);
  const agreed = versionOfAgreed(await agreedFor(db, clientIds));
  const { resource, sums } = await commitmentsIn(transaction, dialect).lock(of);
  const { covered, held, openForPair } = await db
    .selectFrom('referral')
    .where('needId', '=', of.needId)
    .select((eb) =>
      sql<number>`cast(coalesce(sum(case when ${eb.ref('state')} in (${sql.join(reserving)}) then ${eb.ref('units')}
        else ${eb.ref('servedUnits')} end), 0) as bigint)`.as('covered'),
    )
    .select((eb) =>
      sql<number>`cast(coalesce(sum(case when ${eb.ref('state')} in (${sql.join(reserving)})
        then coalesce(${eb.ref('monthUnits')}, ${eb.ref('units')}) else 0 end), 0) as bigint)`.as('held'),
    )
    .select((eb) =>
      sql<number>`count(case when ${eb.ref('dueOn')} is not null and ${eb.ref('resourceKind')} = ${of.resourceKind}
        and ${eb.ref('resourceOwnerId')} = ${of.resourceOwnerId} then 1 end)`.as('openForPair'),
    )
    .executeTakeFirstOrThrow();
  const openForPerson = await isOpenForPerson(transaction, of);
  return { need: need ?? null, agreed, covered, held, resource, sums, openForPair: openForPair > 0, openForPerson };
}

/** Whether the same person has, by another record of hers, an open referral for the service to the resource. */
async function isOpenForPerson({ db }: InTransaction, of: NewReferralParts['owner']): Promise<boolean> {
  const other = await db
    .selectFrom('referral as other')
    .innerJoin('personKey as theirs', (join) =>
      join.onRef('theirs.recordId', '=', 'other.clientId').on('theirs.recordKind', '=', 'client'),
    )
    .innerJoin('personKey as hers', (join) =>
      join
        .onRef('hers.personKey', '=', 'theirs.personKey')
        .on('hers.recordKind', '=', 'client')
        .on('hers.recordId', '=', of.clientId),
    )
    .select('other.id')
    .where('other.clientId', '<>', of.clientId)
    .where('other.serviceCode', '=', of.serviceCode)
    .where('other.resourceKind', '=', of.resourceKind)
    .where('other.resourceOwnerId', '=', of.resourceOwnerId)
    .where('other.dueOn', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

const writeStep = (
  { db }: InTransaction,
  before: ReferralRow | null,
  after: ReferralRow,
  step: Pick<ReferralStepRow, 'command' | 'party' | 'happenedOn'>,
  { actor, organisationId, ids }: Writes,
  recordedAt: string,
) =>
  db
    .insertInto('referralStep')
    .values({
      id: ids('step'),
      referralId: after.id,
      version: after.version,
      command: step.command,
      fromState: before?.state ?? null,
      toState: after.state,
      party: step.party,
      actor,
      organisationId,
      mode: after.mode,
      happenedOn: step.happenedOn,
      recordedAt,
      reason: after.reason,
    })
    .execute();

/** Writes what a step does to the ledger, and since when too much is promised, if it is. */
async function account(
  transaction: InTransaction,
  dialect: Dialect,
  referral: ReferralRow,
  { ledger, sums, divisionCode }: StepTaken & { readonly divisionCode: string },
  { ids }: Writes,
  { now, today }: Moment,
): Promise<void> {
  if (ledger.length === 0) return;
  const { resourceId, resourceKind, resourceOwnerId, needId, unit, providerId } = referral;
  const of = { resourceId, resourceKind, resourceOwnerId };
  const entries = ledger.map(({ kind, units }) => ({
    ...of,
    id: ids('commitment'),
    referralId: referral.id,
    needId,
    kind,
    units,
    recordedAt: now,
  }));
  const empty = { reserved: 0, spent: 0, overcommittedSince: null };
  const first = { ...of, ...empty, id: ids('overcommitment'), unit, divisionCode, providerId };
  const commitments = commitmentsIn(transaction, dialect);
  await commitments.append(entries, first, sums);
  await commitments.markOvercommitted(resourceKind, [resourceOwnerId], today, now);
}

const tell = (transaction: InTransaction, { id, version }: ReferralRow) =>
  transaction.tell([{ kind: 'referral', id, version }]);

/** How referrals are written together with their steps and the ledger. */
export const createReferralWriter = (dialect: Dialect) => ({
  async add(
    transaction: InTransaction,
    { owner, decide }: NewReferralParts,
    writes: Writes,
    now: string,
  ): Promise<ReferralRow> {
    const { referral, party } = decide(await lock(transaction, dialect, owner));
    await transaction.db.insertInto('referral').values(referral).execute();
    await writeStep(
      transaction,
      null,
      referral,
      { command: 'propose', party, happenedOn: referral.proposedOn },
      writes,
      now,
    );
    await tell(transaction, referral);
    return referral;
  },
  async take(
    transaction: InTransaction,
    referral: ReferralRow,
    { command, decide }: StepParts,
    writes: Writes,
    moment: Moment,
  ): Promise<ReferralRow> {
    const held = await lock(transaction, dialect, referral);
    const taken = decide(referral, held);
    const after: ReferralRow = { ...referral, ...taken.change, version: referral.version + 1 };
    await transaction.db
      .updateTable('referral')
      .set({ ...taken.change, version: after.version })
      .where('id', '=', referral.id)
      .execute();
    await writeStep(transaction, referral, after, { ...taken, command }, writes, moment.now);
    const divisionCode = held.resource?.divisionCode ?? referral.divisionCode;
    await account(transaction, dialect, after, { ...taken, divisionCode }, writes, moment);
    await tell(transaction, after);
    return after;
  },
});
