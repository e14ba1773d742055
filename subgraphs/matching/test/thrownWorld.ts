import { readRecord, type Store } from '@hub/kernel';
import { sql } from 'kysely';
import { needCopyOf } from '../src/need/need.intake.ts';
import { needCopiesIn } from '../src/need/need.repository.ts';
import { personKeysIn } from '../src/person-key/personKey.repository.ts';
import {
  declineReasons,
  type ReferralRow,
  type ReferralState,
  referralStates,
} from '../src/referral/referral.entity.ts';
import type { ResourceKind } from '../src/resource/resource.entity.ts';
import { resourceIntakes } from '../src/resource/resource.intake.ts';
import { resourcesIn } from '../src/resource/resource.repository.ts';
import type { Seals } from '../src/seals.ts';
import type { MatchingTables } from '../src/tables.ts';
import type { Published } from './departments.ts';
import { createDice } from './dice.ts';
import { community, district, elsewhere, fund, need, north, places, street, volunteer } from './district.ts';

const hour = (id: string) => `volunteer-time_${id}`;
const money = (id: string) => `fund-allocation_${id}`;

/** Copies, dealings, persons and places of a store, of which every part is thrown with dice, and whatever may happen to them. */
export function thrownWorld(seed: number, store: Store<MatchingTables>, sealed: Seals) {
  const dice = createDice(seed);
  const one = <Item>(items: readonly Item[]): Item => items[dice(items.length)] as Item;
  const [someNeed, someVolunteer, someFund, someClient] = [40, 20, 6, 25].map(
    (count, at) => () => `${['need', 'volunteer', 'fund', 'client'][at]}_${dice(count)}`,
  ) as [() => string, () => string, () => string, () => string];
  const toNeed = needCopyOf(sealed.need);
  const intakes = resourceIntakes({
    sealed: sealed.resource,
    stableIds: (prefix, ownerId = '') => `${prefix}_${ownerId}`,
  });

  const aNeed = (): Published => {
    const [division, monthly] = [one([community, elsewhere, 'zone_new']), dice(4) === 0];
    return need(someNeed(), {
      ...{ clientId: someClient(), divisionCode: division, units: 1 + dice(9), status: one(['OPEN', 'OPEN', 'MET']) },
      ...(monthly && { unitsAMonth: 1 + dice(3) }),
      ...(dice(3) === 0 && { serviceCode: 'MEDICAL_AID', unit: 'FEN', unitsAMonth: null }),
      ...north(dice(4000)),
    });
  };
  const aVolunteer = () =>
    volunteer(someVolunteer(), { hoursPerMonth: dice(9), usedMonth: '2026-11', usedHours: dice(3) });
  const aFund = () =>
    fund(someFund(), {
      ...{ balanceFen: dice(900), perPersonCapFen: one([null, 50]), charityYearCapFen: one([null, 70, 80]) },
      ...(dice(2) === 0 && { matchGives: 1, matchForEach: 2, matchBeside: one([[], [someFund(), someFund()]]) }),
      startsOn: one(['2025-01-01', '2027-01-01']),
    });

  const putNeed = (gone: boolean) =>
    store.write(async (transaction) => {
      const { id, record } = aNeed();
      if (gone) await needCopiesIn(transaction).remove([id]);
      else await needCopiesIn(transaction).save([toNeed(id, readRecord(record ?? {}))]);
    });
  const putResource = (kind: ResourceKind, { id, record }: Published, gone: boolean) =>
    store.write(async (transaction) => {
      const resources = resourcesIn(transaction, kind);
      const row = intakes[kind](id, readRecord(record ?? {}));
      if (gone || row === null) await resources.removeOf([id]);
      else await resources.save([row]);
    });
  const putPerson = (gone: boolean) =>
    store.write(async (transaction) => {
      const keys = personKeysIn(transaction, ['client', 'volunteer']);
      const [recordKind, recordId] = one([['client', someClient()] as const, ['volunteer', someVolunteer()] as const]);
      if (gone) await keys.remove(recordKind, [recordId]);
      else {
        const familyKeys = one(['', `family_${dice(5)}`, `family_${dice(5)} family_6`]);
        await keys.save([{ recordKind, recordId, personKey: `person_${dice(10)}`, familyKeys }]);
      }
    });
  /** A place that lies elsewhere from now on. */
  const movePlace = () =>
    store.write(async ({ db }) => {
      const descendant = one([community, elsewhere, 'zone_new', `other_${dice(5)}`]);
      const ancestors = one([places[community] ?? [], ['420502002000', district], [street], []]);
      await sql`delete from closure where descendant = ${descendant}`.execute(db);
      const row = { descendant, validFrom: '2000-01-01', validTo: one([null, '2026-01-01']) };
      const rows = [descendant, ...ancestors].map((ancestor) => ({ ...row, ancestor }));
      await db.insertInto('closure').values(rows).execute();
    });
  const { refer, spend } = thrownDealings(dice, store);
  const isGone = () => dice(4) === 0;
  const happenings: readonly (() => Promise<unknown>)[] = [
    () => putNeed(isGone()),
    () => putNeed(isGone()),
    () => putResource('VOLUNTEER_TIME', aVolunteer(), isGone()),
    () => putResource('FUND', aFund(), isGone()),
    () => putPerson(isGone()),
    movePlace,
    refer,
    refer,
    spend,
  ];
  return {
    dice,
    /** One thing that happens, in a transaction of its own. */
    happen: () => one(happenings)(),
    putNeed: () => putNeed(false),
    putFund: () => putResource('FUND', aFund(), false),
  };
}

/** Referrals in any state, and sums of the ledger, as if somebody had come to them. */
function thrownDealings(dice: (below: number) => number, store: Store<MatchingTables>) {
  const one = <Item>(items: readonly Item[]): Item => items[dice(items.length)] as Item;
  const refer = async () => {
    const state = one(referralStates);
    const referral = referralIn(state);
    const { id, ...rest } = referral;
    await store.write(async ({ db }) => {
      const known = await db.selectFrom('referral').select('id').where('id', '=', id).executeTakeFirst();
      const { needId: _, resourceKind: __, resourceOwnerId: ___, ...changed } = rest;
      if (known) await db.updateTable('referral').set(changed).where('id', '=', id).execute();
      else await db.insertInto('referral').values(referral).execute();
    });
  };
  const referralIn = (state: ReferralState): ReferralRow => {
    const at = dice(40); // of each pair no more than one
    const ownerId = `volunteer_${at % 20}`;
    const isOver = ['COMPLETED', 'DECLINED', 'CANCELLED', 'EXPIRED'].includes(state);
    return {
      ...{
        id: `referral_${at}`,
        version: 1,
        needId: `need_${at}`,
        clientId: `client_${dice(25)}`,
        divisionCode: community,
      },
      ...{ ownerOrganisationId: 'station_a', resourceId: hour(ownerId), resourceKind: 'VOLUNTEER_TIME' },
      ...{ resourceOwnerId: ownerId, providerId: 'team_a', category: 'ELDERLY_SUPPORT', serviceCode: 'HOME_VISIT' },
      ...{ urgency: 'MEDIUM', unit: 'HOUR', units: 3, monthUnits: one([null, 2]), windows: 0, mode: 'LIVE', state },
      ...{ proposedOn: '2026-10-01', sentOn: null, acceptedOn: null, startedOn: null, expiresOn: null },
      ...{ endedOn: isOver ? one(['2026-11-01', '2023-01-01']) : null, dueOn: isOver ? null : '2026-12-01' },
      ...{ reason: state === 'DECLINED' ? one(declineReasons) : null, outcome: null },
      ...{ servedUnits: state === 'COMPLETED' ? dice(3) : 0, reassignedFrom: null },
    };
  };
  const spend = () =>
    store.write(async ({ db }) => {
      const kind = one(['VOLUNTEER_TIME', 'FUND'] as const);
      const ownerId = kind === 'FUND' ? `fund_${dice(6)}` : `volunteer_${dice(20)}`;
      const resourceId = kind === 'FUND' ? money(ownerId) : hour(ownerId);
      const of = { resourceId, resourceKind: kind, resourceOwnerId: ownerId, divisionCode: community };
      const sums = { reserved: dice(5), spent: dice(6), overcommittedSince: null, providerId: null };
      await db
        .insertInto('commitmentTotal')
        .values({ ...of, ...sums, id: `total_${ownerId}`, unit: kind === 'FUND' ? 'FEN' : 'HOUR' })
        .onConflict((on) => on.columns(['resourceKind', 'resourceOwnerId']).doUpdateSet({ spent: sums.spent }))
        .execute();
    });
  return { refer, spend };
}
