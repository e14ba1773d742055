import { setImmediate as otherWork } from 'node:timers/promises';
import type { MatchInput, MatchNeed } from '@hub/engine-matching';
import type { Store } from '@hub/kernel';
import { matchNeedOf, matchPolicy, matchResourceOf } from '../match/match.rules.ts';
import { needsForRun } from '../need/need.repository.ts';
import { readDealings } from '../referral/dealings.repository.ts';
import { dealingsOf } from '../referral/dealings.rules.ts';
import { resourcesForRun } from '../resource/resource.repository.ts';
import { type FundTerms, fundTermsOf, jointTermsOf } from '../resource/resourceTerms.rules.ts';
import type { Seals } from '../seals.ts';
import type { MatchingTables } from '../tables.ts';

export interface RunInputParts {
  readonly store: Pick<Store<MatchingTables>, 'reads'>;
  readonly sealed: Seals;
}

export interface RunInput {
  readonly input: MatchInput;
  /** Needs that no earlier run has looked at. */
  readonly newlyAnswered: readonly string[];
}

/** All open needs and all that can meet them, with what people have agreed on already. */
export async function readInput({ store, sealed }: RunInputParts, today: string): Promise<RunInput> {
  const stored = needsForRun(store.reads);
  const places = await stored.placesOn(today);
  const dealings = dealingsOf({ ...(await readDealings(store.reads)), today });
  const newlyAnswered: string[] = [];
  const needs = await readAll(stored.openAfter, (need): MatchNeed => {
    if (need.answered === 0) newlyAnswered.push(need.id);
    const place = sealed.need.open(need.id, 'place', need.placeSealed);
    return dealings.needOf(matchNeedOf(need, place, places.get(need.divisionCode) ?? [need.divisionCode]));
  });
  const funds: FundTerms[] = [];
  const given = await readAll(resourcesForRun(store.reads, today).startedAfter, (resource) => {
    if (resource.kind === 'FUND') funds.push(fundTermsOf(resource));
    const place = sealed.resource.open(resource.ownerId, 'place', resource.placeSealed);
    return dealings.resourceOf(matchResourceOf(resource, place), resource);
  });
  const { beneficiaryCaps, besideFunds } = jointTermsOf(funds);
  const { fixed, past } = dealings;
  const resources = given.map(besideFunds);
  return { input: { needs, resources, policy: matchPolicy, today, fixed, past, beneficiaryCaps }, newlyAnswered };
}

const rowsAtOnce = 1000;

/** Reads and opens rows a thousand at a time, and lets others work in between. */
async function readAll<Row extends { readonly id: string }, Item>(
  readAfter: (id: string, limit: number) => Promise<readonly Row[]>,
  toItem: (row: Row) => Item,
): Promise<Item[]> {
  const items: Item[] = [];
  for (let after = ''; ; ) {
    const rows = await readAfter(after, rowsAtOnce);
    for (const row of rows) items.push(toItem(row));
    const last = rows.at(-1);
    if (!last || rows.length < rowsAtOnce) return items;
    after = last.id;
    await otherWork();
  }
}
