import { setImmediate as otherWork } from 'node:timers/promises';
import type {
  FixedAssignment,
  MatchInput,
  MatchNeed,
  MatchResource,
  PastDealing,
  RunChange,
} from '@hub/engine-matching';
import { type Differing, textOf } from './differing.rules.ts';

const rowsAtOnce = 1000;

interface Identified {
  readonly id: string;
}

/**
 * What happened between two inputs of one day, as an open run takes it: who comes, what is fixed between those who were or are there, and
 * who goes. `null` where an open run cannot follow: another policy, another limit of a provider, or something fixed for somebody whom it
 * does not know.
 */
export async function changesBetween(before: MatchInput, now: MatchInput): Promise<Changes | null> {
  const needs = await differing(before.needs, now.needs);
  const resources = await differing(before.resources, now.resources);
  return changesOf(before, now, needs, resources);
}

/** What happened, as an open run takes it, and in which rows. */
export interface Changes {
  readonly all: readonly RunChange[];
  readonly needs: Differing<MatchNeed>;
  readonly resources: Differing<MatchResource>;
}

/** The same where it is known already which rows differ. */
export function changesOf(
  before: MatchInput,
  now: MatchInput,
  needs: Differing<MatchNeed>,
  resources: Differing<MatchResource>,
): Changes | null {
  if (!isSame(circumstancesOf(before), circumstancesOf(now))) return null;
  const pairs = before.fixed === now.fixed ? [] : fixedChanges(before.fixed ?? [], now.fixed ?? []);
  if (pairs.length > 0) {
    const needIds = new Set([...before.needs, ...now.needs].map(({ id }) => id));
    const resourceIds = new Set([...before.resources, ...now.resources].map(({ id }) => id));
    if (!pairs.every(({ needId, resourceId }) => needIds.has(needId) && resourceIds.has(resourceId))) return null;
  }
  const all = [
    ...resources.given.map((resource) => ({ kind: 'RESOURCE', resource }) as const),
    ...needs.given.map((need) => ({ kind: 'NEED', need }) as const),
    ...pairs,
    ...pastChanges(before.past ?? [], now.past ?? []),
    ...needs.gone.map((needId) => ({ kind: 'NEED_WITHDRAWN', needId }) as const),
    ...resources.gone.map((resourceId) => ({ kind: 'RESOURCE_WITHDRAWN', resourceId }) as const),
  ];
  return { all, needs, resources };
}

const circumstancesOf = ({ policy, today, beneficiaryCaps = [] }: MatchInput): readonly unknown[] => [
  policy,
  today,
  beneficiaryCaps,
];

/** Part by part, because most are the very same. */
const isSame = (before: readonly unknown[], now: readonly unknown[]): boolean =>
  before.every((part, at) => part === now[at] || textOf(part) === textOf(now[at]));

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

/** Person by person. */
function pastChanges(before: readonly PastDealing[], now: readonly PastDealing[]): readonly RunChange[] {
  if (before === now) return [];
  const byPerson = (past: readonly PastDealing[]) => Map.groupBy(past, ({ personKey }) => personKey);
  const [known, given] = [byPerson(before), byPerson(now)];
  return [...new Set([...known.keys(), ...given.keys()])].flatMap((personKey) => {
    const past = given.get(personKey) ?? [];
    return textOf(known.get(personKey) ?? []) === textOf(past) ? [] : [{ kind: 'PAST', personKey, past } as const];
  });
}
