import type { Viewer } from '@hub/engine-policy';
import { afterAll, beforeAll } from 'vitest';
import { tellNothingByChanges } from './byChanges.ts';
import { tellNothingByQuestions } from './byQuestions.ts';
import { createHarvest, type Harvest } from './harvest.ts';
import { openHouses } from './houses.ts';
import { deepQuestions } from './questions.ts';
import { openSession } from './session.ts';
import { officerOverAll, viewers } from './viewers.ts';

const houses = openHouses();
/** All that anybody can learn of the whole world, and what each viewer can, before anybody changes anything. */
const harvest = createHarvest();
const seenBy = new Map<Viewer, Harvest>();

beforeAll(async () => {
  for (const viewer of [officerOverAll, ...viewers]) {
    const ask = await openSession(await houses.whole(), viewer, 'harvest');
    const own = createHarvest();
    for (const question of deepQuestions()) {
      const trace = await ask(question);
      own.take(trace);
      harvest.take(trace);
    }
    seenBy.set(viewer, own);
  }
}, 120_000);
afterAll(() => houses.close());

tellNothingByQuestions(houses, harvest);
tellNothingByChanges(houses, harvest, (viewer) => seenBy.get(viewer) ?? harvest);
