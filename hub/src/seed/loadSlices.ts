import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Department, DistrictPlan } from '@hub/engine-population';
import type { Subgraph } from '@hub/kernel';
import type { SubgraphName } from '@hub/schema';
import { demonstrationAgreements } from '../demonstrationAgreements.ts';

/** What a synthetic district follows from. */
export interface District {
  readonly seed: string;
  readonly residents: number;
  readonly today: string;
}

export type Loading = ReadonlyMap<SubgraphName, Pick<Subgraph, 'intake'>>;

const departments = {
  civilAffairs: 'civil-affairs',
  socialWork: 'social-work',
  charities: 'charities',
  volunteers: 'volunteers',
} as const satisfies Readonly<Record<Department, SubgraphName>>;

/** Loads what some slices of the district have for these subgraphs: each kind in one transaction, so that few need to reach the disk. */
export async function loadSlices(plan: DistrictPlan, slices: readonly number[], subgraphs: Loading): Promise<void> {
  const loaded = Object.keys(departments).filter((department) => subgraphs.has(departments[department as Department]));
  const only = loaded as Department[];
  const chunks = slices.map((slice) => plan.chunk(slice, only));
  for (const department of only) {
    const lists = chunks.map((chunk) => chunk[department] as Readonly<Record<string, readonly unknown[]>>);
    for (const kind of Object.keys(lists[0] ?? {})) {
      const records = lists.flatMap((list) => list[kind] ?? []);
      await loadRecords(departments[department], kind, records, subgraphs);
    }
  }
  const charities = chunks[0]?.charities.charityOrganisations.map(({ id }) => id) ?? [];
  if (slices[0] === 0)
    await loadRecords('access', 'agreements', demonstrationAgreements(charities, plan.today), subgraphs);
}

async function loadRecords(
  name: SubgraphName,
  kind: string,
  records: readonly unknown[],
  subgraphs: Loading,
): Promise<void> {
  const subgraph = subgraphs.get(name);
  if (records.length === 0 || !subgraph) return;
  const { rejected } = await subgraph.intake.load(kind, records);
  // The stores work in this thread: questions get their turn after each list.
  await nextTurn();
  const [first] = rejected;
  if (first) throw new Error(`${name} rejected ${kind} ${first.id}: field ${first.field}, ${first.message}.`);
}
