import type { MatchNeed, MatchResource } from '@hub/engine-matching';
import type { Store } from '@hub/kernel';
import type { Kysely } from 'kysely';
import { dealingsAbout } from '../referral/dealings.repository.ts';
import { type DealtById, dealingsOf, listsOf } from '../referral/dealings.rules.ts';
import type { MatchingTables } from '../tables.ts';
import { type Differing, merged } from './differing.rules.ts';
import { changesSince, momentNow, type NotedChanges } from './inputChange.repository.ts';
import { lastRunKey } from './matchRun.repository.ts';
import { needsSince } from './needsSince.worker.ts';
import { resourcesSince } from './resourcesSince.worker.ts';
import type { ReadInput, RunInputParts } from './runInput.worker.ts';

export interface InputSince extends ReadInput {
  readonly needs: Differing<MatchNeed>;
  readonly resources: Differing<MatchResource>;
}

/** More than so many are as quickly compared with all. */
const mostNoted = 1000;

/**
 * The input as it is now, from the one that an earlier run was given: reads only what was noted as changed since, in one moment. `null`
 * where that may not be all of it, because another run was stored or the store was restored since, or where it is much.
 */
export const inputSince = (parts: RunInputParts, before: ReadInput, runKey: number): Promise<InputSince | null> =>
  inOneMoment(parts.store, async (reads) => {
    const moment = await momentNow(reads, parts.store.dialect);
    if (moment.epoch !== before.moment.epoch || (await lastRunKey(reads)) !== runKey) return null;
    const noted = await changesSince(reads, parts.store.dialect, before.moment, mostNoted);
    const needs = noted && (await needsSince(parts, reads, before, noted, mostNoted));
    if (noted === null || needs === null) return null;
    const resources = await resourcesSince(parts, reads, before, noted);
    const dealt = await dealtSince(reads, before, noted);
    const input = {
      ...before.input,
      ...{ needs: merged(before.input.needs, needs.differing) },
      ...{ resources: merged(before.input.resources, resources.differing) },
      ...(dealt === before.dealt ? {} : listsOf(dealt)),
      beneficiaryCaps: resources.beneficiaryCaps,
    };
    return {
      ...{ input, moment, dealt, newlyAnswered: needs.newlyAnswered, places: needs.places },
      ...{ funds: resources.funds, beside: resources.beside },
      ...{ needs: needs.differing, resources: resources.differing },
    };
  });

const inOneMoment = <Result>(
  { reads, dialect }: Pick<Store<MatchingTables>, 'reads' | 'dialect'>,
  read: (db: Kysely<MatchingTables>) => Promise<Result>,
): Promise<Result> =>
  (dialect === 'postgres' ? reads.transaction().setIsolationLevel('repeatable read') : reads.transaction()).execute(
    read,
  );

/** What was agreed on is told of a person, so that it changes with her key as well. */
async function dealtSince(
  reads: Kysely<MatchingTables>,
  { dealt: before, input: { today } }: ReadInput,
  { REFERRAL, CLIENT }: NotedChanges,
): Promise<DealtById> {
  if (REFERRAL.length === 0 && CLIENT.length === 0) return before;
  const about = dealingsAbout(reads);
  const referrals = [...(await about.referralsByIds(REFERRAL)), ...(await about.referralsOfClients(CLIENT))];
  const persons = await about.personsOf([...new Set(referrals.map(({ clientId }) => clientId))], []);
  const { dealt } = dealingsOf({ referrals, spent: [], persons, today });
  const stale = new Set([...REFERRAL, ...referrals.map(({ id }) => id)]);
  const all = [...[...before].filter(([id]) => !stale.has(id)), ...dealt];
  return new Map(all.sort(([one], [other]) => (one < other ? -1 : 1)));
}
