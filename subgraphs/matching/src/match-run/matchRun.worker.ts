import { setImmediate as otherWork } from 'node:timers/promises';
import { type MatchInput, type MatchNeed, match, matchInThread } from '@hub/engine-matching';
import { dayIn, type Opening, type Store, type Worker, type WorkerPorts } from '@hub/kernel';
import { answerOf, matchNeedOf, matchPolicy, matchResourceOf } from '../match/match.rules.ts';
import { needsForRun } from '../need/need.repository.ts';
import { readDealings } from '../referral/dealings.repository.ts';
import { dealingsOf } from '../referral/dealings.rules.ts';
import { resourcesForRun } from '../resource/resource.repository.ts';
import type { Seals } from '../seals.ts';
import { stableIdsOf } from '../stableIds.ts';
import type { MatchingTables } from '../tables.ts';
import type { MatchRunRow } from './matchRun.entity.ts';
import { hasAnswer, saveRun } from './matchRun.repository.ts';
import { auditEntryOfRun, isLarge, partsOfAnswer, partsOfInput, runOf } from './matchRun.rules.ts';
import { digestOf } from './runDigest.ts';
import type { RunOrders } from './runOrders.ts';

export interface MatchWorkerParts {
  readonly opening: Opening;
  readonly store: Store<MatchingTables>;
  readonly sealed: Seals;
  readonly orders: RunOrders;
}

/** Matches all open needs once all copies are complete, and again whenever one changed, the day changed or somebody asks. */
export function matchWorker(parts: MatchWorkerParts): Worker {
  const { opening, orders } = parts;
  const today = () => dayIn(opening.timeZone, opening.clock().toISOString());
  return {
    name: 'matching runs',
    async run(ports) {
      await orders.open(ports.signal);
      // An earlier answer stands until the first run after a start is whole.
      if (await hasAnswer(parts.store)) ports.caughtUp();
      while (!ports.signal.aborted) {
        const waiting = orders.take();
        const day = today();
        try {
          const run = await runOnce(parts, ports, day);
          for (const { done } of waiting) done(run);
        } catch (failure) {
          for (const { failed } of waiting) failed();
          throw failure;
        }
        ports.caughtUp();
        await orders.due(ports.signal, () => today() !== day);
      }
    },
  };
}

/** Read, tell the ledger, match, save. */
async function runOnce(parts: MatchWorkerParts, ports: WorkerPorts, today: string): Promise<MatchRunRow> {
  const { opening, store } = parts;
  const id = opening.ids('match-run');
  const instant = () => opening.clock().toISOString();
  const startedAt = instant();
  const { input, newlyAnswered } = await readInput(parts, today);
  await ports.audit([auditEntryOfRun(id, input, instant())]);
  const inputDigest = await digestOf(partsOfInput(input));
  const outcome = isLarge(input) ? await matchInThread(input, { signal: ports.signal }) : match(input);
  const stableIds = stableIdsOf(opening.keys.ring('resource-id'));
  const answer = answerOf(outcome, input.needs, (...words) => stableIds('shortage', ...words));
  const answerDigest = await digestOf(partsOfAnswer(answer));
  const run = runOf(outcome, input, { id, startedAt, finishedAt: instant(), inputDigest, answerDigest });
  await saveRun(store, { run, ...answer, newlyAnswered });
  return run;
}

interface RunInput {
  readonly input: MatchInput;
  /** Needs that no earlier run has looked at. */
  readonly newlyAnswered: readonly string[];
}

async function readInput({ store, sealed }: MatchWorkerParts, today: string): Promise<RunInput> {
  const stored = needsForRun(store.reads);
  const places = await stored.placesOn(today);
  const dealings = dealingsOf({ ...(await readDealings(store.reads)), today });
  const newlyAnswered: string[] = [];
  const needs = await readAll(stored.openAfter, (need): MatchNeed => {
    if (need.answered === 0) newlyAnswered.push(need.id);
    const place = sealed.need.open(need.id, 'place', need.placeSealed);
    return dealings.needOf(matchNeedOf(need, place, places.get(need.divisionCode) ?? [need.divisionCode]));
  });
  const resources = await readAll(resourcesForRun(store.reads, today).startedAfter, (resource) =>
    dealings.resourceOf(
      matchResourceOf(resource, sealed.resource.open(resource.ownerId, 'place', resource.placeSealed)),
      resource,
    ),
  );
  const { fixed, past } = dealings;
  return { input: { needs, resources, policy: matchPolicy, today, fixed, past }, newlyAnswered };
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
