import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Asking, type House, type Mode, openHouse } from './house.ts';

const modes: readonly Mode[] = ['embedded', 'distributed'];

/** What nobody may find in an error: an ID number and a name, typed into the wrong place. */
const idNumber = '420502194601012221';
const name = '聂晖之父';

interface Mistake {
  readonly where: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly asking?: Asking;
  readonly code?: string;
}

const change = { asking: { purpose: 'CASE_SERVICE' } as const };
const mistakes: readonly Mistake[] = [
  {
    where: 'in an integer variable',
    query: 'query ($n: Int) { needs(first: $n) { totalCount } }',
    variables: { n: idNumber },
  },
  {
    where: 'in a list for an integer',
    query: 'query ($n: Int) { needs(first: $n) { totalCount } }',
    variables: { n: [name] },
  },
  {
    where: 'in an enum variable',
    query: 'query ($s: NeedStatus) { needs(where: { status: $s }) { totalCount } }',
    variables: { s: name },
  },
  {
    where: 'in a filter variable',
    query: 'query ($w: NeedFilter) { needs(where: $w) { totalCount } }',
    variables: { w: { status: idNumber } },
  },
  {
    where: 'in a filter that has no such field',
    query: 'query ($w: NeedFilter) { needs(where: $w) { totalCount } }',
    variables: { w: { idNumber } },
  },
  {
    where: 'as the name of a filter field',
    query: 'query ($w: NeedFilter) { needs(where: $w) { totalCount } }',
    variables: { w: { [idNumber]: 1 } },
  },
  {
    where: 'instead of a filter',
    query: 'query ($w: NeedFilter) { needs(where: $w) { totalCount } }',
    variables: { w: `${name}, ${idNumber}` },
  },
  {
    where: 'in a day variable',
    query: 'query ($d: CalendarDate) { needs(where: { openedFrom: $d }) { totalCount } }',
    variables: { d: name },
  },
  {
    where: 'in a day of a filter variable',
    query: 'query ($w: NeedFilter) { needs(where: $w) { totalCount } }',
    variables: { w: { openedFrom: idNumber } },
  },
  { where: 'in a literal day', query: `{ needs(where: { openedFrom: "${idNumber}" }) { totalCount } }` },
  { where: 'in a literal integer', query: `{ needs(first: "${idNumber}") { totalCount } }` },
  { where: 'in a literal enum', query: `{ needs(where: { status: "${name}" }) { totalCount } }` },
  { where: 'in a literal boolean', query: `{ caseFiles(where: { deep: "${name}" }) { totalCount } }` },
  { where: 'in a large literal integer', query: `{ needs(first: ${idNumber}) { totalCount } }` },
  { where: 'in a cursor', query: 'query ($a: String) { needs(after: $a) { totalCount } }', variables: { a: idNumber } },
  { where: 'in a syntax error', query: `{ needs "${idNumber}" { totalCount } }` },
  { where: 'in a text that does not end', query: `{ client(id: "${idNumber}) { id } }` },
  { where: 'in a number that is none', query: `{ client(id: ${idNumber}${name}) { id } }` },
  { where: 'without naming one of two operations', query: 'query A { __typename } query B { __typename }' },
  { where: 'in the purpose', query: '{ stations { totalCount } }', asking: { purpose: idNumber } },
  { where: 'in the legal basis', query: '{ stations { totalCount } }', headers: { 'x-hub-basis': idNumber } },
  {
    where: 'in an id that is not there',
    query: 'mutation ($i: ID!) { closeNeed(input: { id: $i, version: 1, outcome: MET }) { id } }',
    variables: { i: idNumber },
    ...change,
    code: 'NOT_FOUND',
  },
  {
    where: 'in the client of a new need',
    query: `mutation ($c: ID!) { openNeed(input: { client: $c, category: ELDERLY_SUPPORT, serviceCode: HAIRCUT, units: 1, urgency: LOW }) { id } }`,
    variables: { c: idNumber },
    ...change,
    code: 'NOT_FOUND',
  },
  {
    where: 'in a division that is none',
    query: 'query ($d: ID!) { division(id: $d) { id } }',
    variables: { d: name },
  },
];

describe.each(modes)('an error of the house, %s,', (mode) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(mode, 'SQLite', { seeded: false });
  }, 60_000);
  afterAll(() => house.close());

  test.each(mistakes)(
    'names the place and no value that was typed $where',
    async ({ query, variables, headers, asking, code = 'BAD_USER_INPUT' }) => {
      for (const accept of ['application/json', 'application/graphql-response+json']) {
        const { errors, data } = await house.ask(query, variables, { ...asking, headers: { ...headers, accept } });
        const told = JSON.stringify({ errors, data });
        expect(told).not.toMatch(/420502194|聂晖/);
        expect(told).not.toMatch(/stack|serviceName|node_modules|\\.ts\b|sqlite|select /i);
        expect(
          errors?.map(({ extensions }) => extensions.code),
          told,
        ).toEqual([code]);
        expect(Object.keys(errors?.[0]?.extensions ?? {})).toEqual(['code']);
        expect(errors?.[0]?.message.length).toBeGreaterThan(10);
      }
    },
  );

  test('keeps what was typed out of the log', () => {
    expect(JSON.stringify(house.log.lines)).not.toMatch(/420502194|聂晖/);
  });
});
