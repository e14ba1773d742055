import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DistrictPlan } from '@hub/engine-population';
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
} as const satisfies Readonly<Record<string, SubgraphName>>;

/** Loads what one slice of the district has for these subgraphs. */
export async function loadSlice(plan: DistrictPlan, index: number, subgraphs: Loading): Promise<void> {
  const chunk = plan.chunk(index);
  for (const [department, name] of Object.entries(departments)) {
    const lists = chunk[department as keyof typeof departments] as Readonly<Record<string, readonly unknown[]>>;
    for (const [kind, records] of Object.entries(lists)) await loadRecords(name, kind, records, subgraphs);
  }
  const charities = chunk.charities.charityOrganisations.map(({ id }) => id);
  if (index === 0) await loadRecords('access', 'agreements', demonstrationAgreements(charities, plan.today), subgraphs);
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
