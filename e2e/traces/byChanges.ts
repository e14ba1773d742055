import type { Viewer } from '@hub/engine-policy';
import { storesOfTest } from '@hub/kernel/testing';
import { describe, expect, test } from 'vitest';
import { changesOfSchema } from './apiSchema.ts';
import { changeQuestions } from './changeQuestions.ts';
import { createHarvest, type Harvest } from './harvest.ts';
import { type Houses, openHouses } from './houses.ts';
import { deepQuestions, doorQuestions } from './questions.ts';
import { openSession } from './session.ts';
import type { Samples } from './values.ts';
import { officerOverAll, purposesOf, viewers } from './viewers.ts';

/** Ids of records that the viewer has never been shown; nobody's are added to them where they are asked. */
const unseen = (harvest: Harvest, seen: Harvest): Samples => ({
  idsOf: (typeName) => {
    const hers = new Set(seen.idsOf(typeName));
    return harvest
      .idsOf(typeName)
      .filter((id) => !hers.has(id))
      .slice(0, 2);
  },
  textsOf: () => [],
});

/** That no change tells a viewer of what she may not see. It changes the houses, so nothing comes after it. */
export function tellNothingByChanges(houses: Houses, harvest: Harvest, seenBy: (viewer: Viewer) => Harvest): void {
  describe.each(viewers.map((viewer) => ({ role: viewer.role, viewer })))(
    'a $role',
    ({ viewer }: { viewer: Viewer }) => {
      test('cannot tell by any change of what she may not see whether it is there', async () => {
        const own = seenBy(viewer);
        const leaks: string[] = [];
        // The widest purpose, the one for which needs are changed, and none.
        const purposes = purposesOf(viewer.role).filter((purpose, at) => at === 0 || purpose === 'CASE_SERVICE');
        for (const purpose of [...purposes, null]) {
          const pair = await houses.pairOf({ ...viewer, purpose });
          for (const question of changeQuestions(unseen(harvest, own))) {
            for (const headers of [{}, { 'idempotency-key': `${question.name} for ${purpose}`.replaceAll(' ', '-') }]) {
              const { trace, difference } = await pair.ask(question, headers);
              if (difference) leaks.push(`${question.name} for ${purpose}: ${difference}`);
              if (trace.body.includes('INTERNAL_SERVER_ERROR')) leaks.push(`${question.name}: ${trace.body}`);
            }
          }
        }
        expect(leaks).toEqual([]);
      }, 120_000);
    },
  );

  test("a key that another has used for a change says nothing of the change's record", async () => {
    const query = 'mutation { closeNeed(input: { id: "need_street_visit", version: 1, outcome: MET }) { id version } }';
    const headers = { 'idempotency-key': 'used-by-two' };
    const officer = await openSession(await houses.whole(), { ...officerOverAll, purpose: 'CASE_SERVICE' }, 'officer');
    expect((await officer({ query, variables: {} }, headers)).body).toContain('"version":2');
    const worker = viewers.find(({ role }) => role === 'station-worker') as Viewer;
    const pair = await houses.pairOf({ ...worker, purpose: 'CASE_SERVICE' });
    const { trace, difference } = await pair.ask({ query, variables: {} }, headers);
    expect(difference).toBeNull();
    expect(trace.body).toContain('NOT_FOUND');
  }, 120_000);

  test('every change of the schema is tried', () => {
    const tried = changeQuestions(harvest).map(({ query }) => query);
    expect(
      changesOfSchema
        .filter(({ name }) => !tried.some((query) => query.includes(`: ${name}(`)))
        .map(({ name }) => name),
      // They take no input, and their own tests say who may.
    ).toEqual(['startMatchRun', 'cancelMatchRun']);
  });

  test.skipIf(!storesOfTest.includes('PostgreSQL'))(
    'apart and on PostgreSQL a station worker cannot tell either',
    async () => {
      const apart = openHouses('distributed', 'PostgreSQL');
      try {
        const worker = viewers.find(({ role }) => role === 'station-worker') as Viewer;
        const pair = await apart.pairOf(worker);
        const seen = createHarvest();
        const leaks: string[] = [];
        const ask = async (questions: ReturnType<typeof deepQuestions>) => {
          for (const question of questions) {
            const { trace, difference } = await pair.ask(question);
            if (difference) leaks.push(`${question.name}: ${difference}`);
            seen.take(trace);
          }
        };
        await ask(deepQuestions());
        await ask(doorQuestions(harvest, seen).filter(({ name }) => name.includes(' by each ')));
        expect(leaks).toEqual([]);
      } finally {
        await apart.close();
      }
    },
    120_000,
  );
}
