import { setImmediate as otherWork } from 'node:timers/promises';
import type { MatchInput, MatchNeed, MatchResource } from '@hub/engine-matching';
import type { Store } from '@hub/kernel';
import { matchNeedOf, matchPolicy, matchResourceOf } from '../match/match.rules.ts';
import type { NeedCopyRow } from '../need/need.entity.ts';
import { needsForRun } from '../need/need.repository.ts';
import { readDealings } from '../referral/dealings.repository.ts';
import { type Dealings, type DealtById, dealingsOf, listsOf } from '../referral/dealings.rules.ts';
import type { ResourceRow } from '../resource/resource.entity.ts';
import { resourcesForRun } from '../resource/resource.repository.ts';
import { type FundTerms, fundTermsOf, jointTermsOf } from '../resource/resourceTerms.rules.ts';
import type { Seals } from '../seals.ts';
import type { MatchingTables } from '../tables.ts';
import { type Moment, momentNow } from './inputChange.repository.ts';

export interface RunInputParts {
  readonly store: Pick<Store<MatchingTables>, 'dialect' | 'reads'>;
  readonly sealed: Seals;
}

export interface RunInput {
  readonly input: MatchInput;
  /** Needs that no earlier run has looked at. */
  readonly newlyAnswered: readonly string[];
}

/** What a run was given, with all that must be known to read only what changed since. */
export interface ReadInput extends RunInput {
  /** All that was written before it is in the input. */
  readonly moment: Moment;
  /** What divisions lie in; those that lie in nothing known are missing. */
  readonly places: ReadonlyMap<string, readonly string[]>;
  readonly dealt: DealtById;
  /** By the id of the resource. */
  readonly funds: ReadonlyMap<string, FundTerms>;
  /** Resources that give only beside others whom they name, as their owners name them. */
  readonly beside: ReadonlyMap<string, MatchResource>;
}

/** All open needs and all that can meet them, with what people have agreed on already. */
export async function readInput(parts: RunInputParts, today: string): Promise<ReadInput> {
  const { store } = parts;
  // What is written while others are read may be in or not: it counts as changed since.
  const moment = await momentNow(store.reads, store.dialect);
  const stored = needsForRun(store.reads);
  const places = await stored.placesOn(today);
  const dealings = dealingsOf({ ...(await readDealings(store.reads)), today });
  const newlyAnswered: string[] = [];
  const toNeed = needReader(parts, dealings, places);
  const needs = await readAll(stored.openAfter, (need): MatchNeed => {
    if (need.answered === 0) newlyAnswered.push(need.id);
    return toNeed(need);
  });
  const funds = new Map<string, FundTerms>();
  const toResource = resourceReader(parts, dealings);
  const given = await readAll(resourcesForRun(store.reads, today).startedAfter, (resource) => {
    if (resource.kind === 'FUND') funds.set(resource.id, fundTermsOf(resource));
    return toResource(resource);
  });
  const { beneficiaryCaps, besideFunds } = jointTermsOf([...funds.values()]);
  const { dealt } = dealings;
  const input = {
    ...{ needs, resources: given.map(besideFunds), policy: matchPolicy, today, ...listsOf(dealt), beneficiaryCaps },
  };
  const beside = new Map(given.filter(givesBeside).map((resource) => [resource.id, resource]));
  return { input, newlyAnswered, moment, places, dealt, funds, beside };
}

/** How a copy of a need becomes what the engine is given. */
export const needReader =
  ({ sealed }: RunInputParts, dealings: Dealings, places: ReadInput['places']) =>
  (need: NeedCopyRow): MatchNeed => {
    const place = sealed.need.open(need.id, 'place', need.placeSealed);
    return dealings.needOf(matchNeedOf(need, place, places.get(need.divisionCode) ?? [need.divisionCode]));
  };

/** How a resource becomes what the engine is given, but for whom it gives beside. */
export const resourceReader =
  ({ sealed }: RunInputParts, dealings: Dealings) =>
  (resource: ResourceRow): MatchResource => {
    const place = sealed.resource.open(resource.ownerId, 'place', resource.placeSealed);
    return dealings.resourceOf(matchResourceOf(resource, place), resource);
  };

export const givesBeside = ({ matchGiving }: MatchResource): boolean => (matchGiving?.beside.length ?? 0) > 0;

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
