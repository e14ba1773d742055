import type { Viewer } from '@hub/engine-policy';
import { isObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { apiSchema, reachableFields, reachableInputs } from './apiSchema.ts';
import { coordinatesAsked } from './coverage.ts';
import { createHarvest, type Harvest } from './harvest.ts';
import type { Houses } from './houses.ts';
import type { Pair } from './pair.ts';
import {
  argumentQuestions,
  deepQuestions,
  doorQuestions,
  innerArgumentQuestions,
  pageQuestions,
  type Question,
} from './questions.ts';
import { openSession } from './session.ts';
import type { Samples } from './values.ts';
import { officerOverAll, viewers } from './viewers.ts';
import { hiddenFrom, protectedIds } from './world.ts';

/** Names the questions that a viewer can tell the two worlds apart by. */
async function leaksOf(pair: Pair, questions: readonly Question[], seen = createHarvest()): Promise<readonly string[]> {
  const leaks: string[] = [];
  for (const question of questions) {
    const { trace, difference } = await pair.ask(question);
    if (difference) leaks.push(`${question.name}: ${difference}`);
    if (/INTERNAL_SERVER_ERROR|TOO_COMPLEX/.test(trace.body)) leaks.push(`${question.name}: ${trace.body}`);
    seen.take(trace);
  }
  return leaks;
}

// An auditor is meant to read the ledger, and no two houses have the same past: she is asked about all else.
const isOfLedger = (question: Question): boolean =>
  [...coordinatesAsked([question])].some((name) => /^(Audit|Minors)/.test(name));
const questionsOf = ({ role }: Viewer, questions: readonly Question[]): readonly Question[] =>
  role === 'auditor' ? questions.filter((question) => !isOfLedger(question)) : questions;

/** That no question tells a viewer of what she may not see, whatever it asks for. */
export function tellNothingByQuestions(houses: Houses, harvest: Harvest): void {
  /** Ids of persons are made in each house, and an auditor is shown none but beside the ledger. */
  const samplesOf = ({ role }: Viewer): Samples => ({
    ...harvest,
    idsOf: (typeName) => (role === 'auditor' && typeName === 'Person' ? [] : harvest.idsOf(typeName)),
  });

  describe.each(viewers.map((viewer) => ({ role: viewer.role, viewer })))(
    'a $role',
    ({ viewer }: { viewer: Viewer }) => {
      test('cannot tell by any question whether there is what she may not see', async () => {
        expect(hiddenFrom(viewer).length).toBeGreaterThan(0);
        const pair = await houses.pairOf(viewer);
        const seen = createHarvest();
        const samples = samplesOf(viewer);
        const leaks = [
          ...(await leaksOf(pair, questionsOf(viewer, deepQuestions()), seen)),
          ...(await leaksOf(pair, questionsOf(viewer, doorQuestions(samples, seen)))),
          ...(await leaksOf(pair, questionsOf(viewer, argumentQuestions(samples)))),
          ...(await leaksOf(pair, questionsOf(viewer, innerArgumentQuestions(samples)))),
        ];
        expect(leaks).toEqual([]);
      }, 120_000);

      test("cannot tell it by turning pages, nor by another's cursors", async () => {
        const pair = await houses.pairOf(viewer);
        const another = await openSession(await houses.whole(), officerOverAll, 'another');
        const leaks: string[] = [];
        const lists = pageQuestions.map(({ list, query }) => ({ name: list, query, variables: {} }));
        for (const { name: list, query } of questionsOf(viewer, lists)) {
          const turn = async (after: string | null): Promise<string | undefined> => {
            const question = { name: `${list} after ${after}`, query, variables: { first: 1, after } };
            const page = createHarvest();
            leaks.push(...(await leaksOf(pair, [question], page)));
            return page.textsOf('endCursor')[0];
          };
          let after = await turn(null);
          while (after !== undefined) after = await turn(after);
          const others = createHarvest();
          others.take(await another({ query, variables: { first: 100 } }));
          for (const cursor of others.textsOf('cursor')) await turn(cursor);
        }
        expect(leaks).toEqual([]);
      }, 120_000);
    },
  );

  describe('the questions', () => {
    const asked = () =>
      coordinatesAsked([
        ...deepQuestions(),
        ...doorQuestions(harvest, harvest),
        ...argumentQuestions(harvest),
        ...innerArgumentQuestions(harvest),
        ...pageQuestions.map(({ list, query }) => ({ name: list, query, variables: { first: 1 } })),
      ]);

    test('go through every field of the schema', () => {
      const covered = asked();
      expect([...reachableFields()].filter((name) => !covered.has(name))).toEqual([]);
    });

    test('are answered with a record of every type that has an id', () => {
      const kinds = Object.values(apiSchema.getTypeMap()).filter(
        (type) => isObjectType(type) && 'id' in type.getFields(),
      );
      // Nobody has decided on a link, tried a model or promised too much in these worlds; a table is asked for by its name.
      const without = ['LinkDecision', 'LinkModelTrial', 'Overcommitment', 'StatisticsTable'];
      expect(kinds.map(({ name }) => name).filter((name) => harvest.idsOf(name).length === 0)).toEqual(without);
    });

    test('give every argument, every field of a filter and every value of an enum', () => {
      const covered = asked();
      expect([...reachableInputs()].filter((name) => !covered.has(name))).toEqual([]);
    });

    test('tell the worlds apart for an officer who may see what is missing in one of them', async () => {
      const withoutMost = viewers.find(({ role }) => role === 'operator') as Viewer;
      const pair = await houses.pairOf(officerOverAll, withoutMost);
      const told = await leaksOf(pair, deepQuestions());
      const lists = [
        'residents',
        'households',
        'clients',
        'needs',
        'caseFiles',
        'beneficiaries',
        'volunteers',
        'resources',
      ];
      expect(lists.filter((list) => !told.some((leak) => leak.startsWith(`all below ${list},`)))).toEqual([]);
    }, 120_000);

    test('find every protected record for somebody who may see it', () => {
      const found = new Set(Object.keys(apiSchema.getTypeMap()).flatMap(harvest.idsOf));
      expect(protectedIds.filter((id) => !found.has(id))).toEqual([]);
    });
  });
}
