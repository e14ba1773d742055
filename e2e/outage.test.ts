import type { SubgraphName } from '@hub/schema';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, district, type House, type Mode, openHouse } from './house.ts';
import { mainQuestion } from './questions.ts';

const modes: readonly Mode[] = ['embedded', 'distributed'];

interface Outage {
  readonly department: SubgraphName;
  /** What is then null in the answer to the main question, and nothing else is. */
  readonly mainQuestion: readonly string[];
  /** The same for a question that reaches the department on several ways. */
  readonly wideQuestion: readonly string[];
}

const need = 'needs.edges.node';
const outages: readonly Outage[] = [
  {
    department: 'civil-affairs',
    mainQuestion: ['ageYears', 'assistance', 'displayName'].map((field) => `${need}.person.resident.${field}`),
    wideQuestion: [
      'funds.edges.node.region.name',
      `${need}.client.division.name`,
      `${need}.division.name`,
      `${need}.station.division.name`,
      'residents',
      'volunteers.edges.node.division.name',
    ],
  },
  { department: 'social-work', mainQuestion: ['needs'], wideQuestion: ['needs'] },
  {
    department: 'charities',
    mainQuestion: [`${need}.matches.resource.provider.name`],
    wideQuestion: ['funds'],
  },
  {
    department: 'volunteers',
    mainQuestion: [`${need}.matches.resource.provider.name`],
    wideQuestion: ['volunteers'],
  },
  { department: 'linkage', mainQuestion: [`${need}.person`], wideQuestion: [`${need}.person`] },
  {
    department: 'matching',
    mainQuestion: [`${need}.matches`, `${need}.unmet`],
    wideQuestion: [`${need}.matches`, 'resources'],
  },
];

const wideQuestion = `{
  needs(first: 5) { totalCount edges { node { id person { id } matches { standing }
    division { name } client { division { name } } station { division { name } } } } }
  residents(first: 2) { totalCount edges { node { displayName } } }
  funds(first: 2) { edges { node { name region { name } } } }
  volunteers(first: 2) { edges { node { skills division { name } } } }
  resources(first: 2) { edges { node { title } } }
}`;

/** Paths, without places in lists, at which one answer is null and the other is not; throws where they differ in any other way. */
function blanked(whole: unknown, rest: unknown, path: readonly string[] = []): string[] {
  if (rest === null) return whole === null ? [] : [path.join('.')];
  if (typeof rest !== 'object' || typeof whole !== 'object' || whole === null) {
    expect(rest, path.join('.')).toEqual(whole);
    return [];
  }
  expect(Object.keys(rest), path.join('.')).toEqual(Object.keys(whole));
  const inner = Array.isArray(rest) ? path : undefined;
  const paths = Object.entries(rest).flatMap(([key, value]) =>
    blanked((whole as Readonly<Record<string, unknown>>)[key], value, inner ?? [...path, key]),
  );
  return [...new Set(paths)].sort();
}

describe.each(modes)('in the house, %s', (mode) => {
  let house: House;
  const whole = new Map<string, Answer>();
  const ask = (question: string) => house.ask(question, question === mainQuestion ? { division: district } : {});

  beforeAll(async () => {
    house = await openHouse(mode, 'SQLite');
    for (const question of [mainQuestion, wideQuestion]) whole.set(question, await ask(question));
  }, 120_000);
  afterAll(() => house.close());

  test('nothing is missing while all departments answer', () => {
    expect([...whole.values()].map(({ status, errors }) => ({ status, errors }))).toEqual([
      { status: 200, errors: undefined },
      { status: 200, errors: undefined },
    ]);
  });

  describe.each(outages)('an outage of $department', ({ department, ...expected }) => {
    beforeAll(() => house.stop(department));
    afterAll(() => house.reopen(), 60_000);

    test.each([
      ['the main question', mainQuestion, expected.mainQuestion],
      ['a question that reaches it on several ways', wideQuestion, expected.wideQuestion],
    ])('is named once in the answer to %s, and the rest of it stands', async (_, question, missing) => {
      const { status, data, errors } = await ask(question);
      expect(status).toBe(200);
      expect(errors).toEqual([
        {
          message: `${department} does not answer at the moment.`,
          extensions: { code: 'SUBGRAPH_UNAVAILABLE', department },
        },
      ]);
      expect(blanked(whole.get(question)?.data, data)).toEqual([...missing].sort());
    });
  });

  test('everything answers again after a restart', async () => {
    for (const [question, answer] of whole) expect(await ask(question)).toEqual(answer);
  });
});
