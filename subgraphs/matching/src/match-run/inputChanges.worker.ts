import { setImmediate as otherWork } from 'node:timers/promises';
import type { FixedAssignment, MatchInput, RunChange } from '@hub/engine-matching';

const rowsAtOnce = 1000;

interface Identified {
  readonly id: string;
}

interface Differing<Row> {
  /** New, or other than before. */
  readonly given: readonly Row[];
  readonly gone: readonly string[];
}

/**
 * What happened between two inputs of one day, as an open run takes it: who comes, what is fixed between those who were or are there, and
 * who goes. `null` where an open run cannot follow: another policy or past, or something fixed for somebody whom it does not know.
 */
export async function changesBetween(before: MatchInput, now: MatchInput): Promise<readonly RunChange[] | null> {
  if (textOf(circumstancesOf(before)) !== textOf(circumstancesOf(now))) return null;
  const needs = await differing(before.needs, now.needs);
  const resources = await differing(before.resources, now.resources);
  const pairs = fixedChanges(before.fixed ?? [], now.fixed ?? []);
  const needIds = new Set([...before.needs, ...now.needs].map(({ id }) => id));
  const resourceIds = new Set([...before.resources, ...now.resources].map(({ id }) => id));
  if (!pairs.every(({ needId, resourceId }) => needIds.has(needId) && resourceIds.has(resourceId))) return null;
  return [
    ...resources.given.map((resource) => ({ kind: 'RESOURCE', resource }) as const),
    ...needs.given.map((need) => ({ kind: 'NEED', need }) as const),
    ...pairs,
    ...needs.gone.map((needId) => ({ kind: 'NEED_WITHDRAWN', needId }) as const),
    ...resources.gone.map((resourceId) => ({ kind: 'RESOURCE_WITHDRAWN', resourceId }) as const),
  ];
}

const circumstancesOf = ({ policy, today, past = [], beneficiaryCaps = [] }: MatchInput) => [
  policy,
  today,
  past,
  beneficiaryCaps,
];

const textOf = (value: unknown): string => JSON.stringify(value);

/** Others may work in between. */
async function differing<Row extends Identified>(before: readonly Row[], now: readonly Row[]): Promise<Differing<Row>> {
  const left = new Map(before.map((row) => [row.id, row]));
  const given: Row[] = [];
  for (const [at, row] of now.entries()) {
    const known = left.get(row.id);
    left.delete(row.id);
    if (known === undefined || textOf(known) !== textOf(row)) given.push(row);
    if (at % rowsAtOnce === rowsAtOnce - 1) await otherWork();
  }
  return { given, gone: [...left.keys()] };
}

type FixedChange = Extract<RunChange, { kind: 'FIXED' | 'RELEASED' }>;

function fixedChanges(before: readonly FixedAssignment[], now: readonly FixedAssignment[]): readonly FixedChange[] {
  const known = Map.groupBy(before, pairOf);
  const given = Map.groupBy(now, pairOf);
  return [...new Set([...known.keys(), ...given.keys()])].flatMap((pair): readonly FixedChange[] => {
    const [old = [], next = []] = [known.get(pair), given.get(pair)];
    if (textOf(old) === textOf(next)) return [];
    return [
      ...old.slice(0, 1).map(({ needId, resourceId }) => ({ kind: 'RELEASED', needId, resourceId }) as const),
      ...next.map((row) => ({ kind: 'FIXED', ...row }) as const),
    ];
  });
}

const pairOf = ({ needId, resourceId }: FixedAssignment): string => `${needId} ${resourceId}`;
