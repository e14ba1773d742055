import { readFileSync } from 'node:fs';
import { Kind, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { deliverStations } from './deliveredStations.ts';
import { type Asking, type House, openHouse } from './house.ts';
import { listQuestions } from './listQuestions.ts';
import { referNeeds } from './referredNeeds.ts';
import { listenToStatements, nestedScans } from './statementPlans.ts';

const recognition: Asking = { purpose: 'ASSISTANCE_RECOGNITION' };
const rights = `mutation { requestApproval(input: { purpose: VISIT, reason: "a visit is planned", days: 3 }) { id } }`;
const delegated = `mutation { delegate(input: { divisions: ["420502000000"], purpose: STATISTICS, validTo: "2026-12-31", reason: "a nightly question" }) { id } }`;
const lost = `mutation { revokeTokens(input: { tokenId: "token_lost", reason: "lost on the way" }) { id } }`;

const listening = listenToStatements();
let house: House;
beforeAll(async () => {
  house = await openHouse('embedded', 'SQLite');
  await house.ask(rights);
  const given = (await house.ask(delegated)).data?.delegate as { id: string };
  const operations = '{ trustedOperations(where: { name: "CountsByStreet" }) { edges { node { id } } } }';
  const stored = (await house.ask(operations)).data?.trustedOperations as { edges: { node: { id: string } }[] };
  const wish = `{ name: "weekly", operation: "${stored.edges[0]?.node.id}", delegation: "${given.id}", cron: "0 8 * * 1" }`;
  const schedule = (await house.ask(`mutation { createSchedule(input: ${wish}) { id } }`)).data?.createSchedule;
  await house.ask(`mutation { runSchedule(input: { id: "${(schedule as { id: string }).id}" }) { id } }`);
  const exporting = `{ operation: "${stored.edges[0]?.node.id}", delegation: "${given.id}", format: CSV }`;
  const { errors } = await house.ask(`mutation { startBulkExport(input: ${exporting}) { id } }`);
  expect(errors).toBeUndefined();
  const exported = '{ bulkExports(where: { state: READY }) { totalCount } }';
  await vi.waitUntil(
    async () => ((await house.ask(exported)).data?.bulkExports as { totalCount: number } | null)?.totalCount === 1,
    { timeout: 60_000, interval: 50 },
  );
  await house.ask(lost, {}, { role: 'operator' });
  await referNeeds(house);
  await deliverStations(house);
  await unlinkSomebody();
  // Feeds are read by statements too: only the questions' own are to be counted.
  await house.hub.startWorkers().stop();
}, 120_000);
afterAll(async () => {
  listening.stop();
  await house.close();
});

/** Lets a reviewer take a resident and a client apart who are held to be one person. */
async function unlinkSomebody(): Promise<void> {
  const { data } = await house.ask('{ residents(first: 100) { edges { node { id person { client { id } } } } } }');
  const residents = data?.residents as { edges: { node: { id: string; person: { client: { id: string } | null } } }[] };
  const linked = residents.edges.find(({ node }) => node.person.client !== null)?.node;
  const input = `{ left: "Resident:${linked?.id}", right: "Client:${linked?.person.client?.id}" }`;
  const asking: Asking = { role: 'reviewer', purpose: 'CORRECTION' };
  const { errors } = await house.ask(`mutation { unlinkRecords(input: ${input}) { id } }`, {}, asking);
  expect(errors).toBeUndefined();
}

const counts = () => [...house.hub.subgraphs].map(([name, subgraph]) => [name, subgraph.statements()] as const);

/** Asks, and counts the statements in each subgraph that took any. */
async function statementsFor(query: string, variables: Readonly<Record<string, unknown>>, asking: Asking) {
  // Who asks is found out once in a while, and not for each question.
  await house.ask('{ __typename }', {}, asking);
  const before = new Map(counts());
  const { errors, data } = await house.ask(query, variables, asking);
  expect(errors).toBeUndefined();
  const [list] = Object.values(data ?? {}) as readonly { readonly edges: readonly unknown[] }[];
  const taken = counts().map(([name, count]) => [name, count - (before.get(name) ?? 0)] as const);
  return { nodes: list?.edges.length, statements: Object.fromEntries(taken.filter(([, count]) => count > 0)) };
}

describe.each(listQuestions)('$name', ({ query, variables, pages = [5, 50], statements, asking = recognition }) => {
  test.each(pages)('a page of %i takes exactly the stated SQL statements', async (first) => {
    const { nodes, ...taken } = await statementsFor(query, { ...variables, first }, asking);
    expect(nodes).toBeGreaterThan(0);
    expect(taken).toEqual({ statements });
  });
});

test('every list of the graph is asked about', () => {
  const supergraph = parse(readFileSync(new URL('../schema/supergraph.graphql', import.meta.url), 'utf8'));
  const query = supergraph.definitions.find(
    (definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === 'Query',
  );
  const fields = query && 'fields' in query ? (query.fields ?? []) : [];
  const lists = fields.flatMap((field) =>
    'type' in field && field.type.kind === Kind.NAMED_TYPE && field.type.name.value.endsWith('Connection')
      ? [field.name.value]
      : [],
  );
  expect(lists.length).toBeGreaterThan(0);
  const asked = listQuestions.map(({ query }) => /\{\s*(\w+)/.exec(query)?.[1]);
  expect(lists.filter((list) => !asked.includes(list))).toEqual([]);
});

test('no statement reads a whole table for each row of another, of questions as of feeds', () => {
  const found = [...listening.heard].flatMap(([file, statements]) => nestedScans(file, statements));
  expect(listening.heard.size).toBeGreaterThan(0);
  expect(found).toEqual([]);
});
