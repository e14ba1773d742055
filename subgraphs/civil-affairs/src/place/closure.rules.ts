import type { ClosureRow } from '@hub/kernel';
import { isWithin } from '@hub/values';
import { isAtOrAbove } from '../division/division.rules.ts';
import type { DivisionPlace, Places, Tie, Validity, ZonePlace } from './place.entity.ts';
import { joined, overlap, stretchesOf, without } from './validity.rules.ts';

/** That a node lies directly in another, for a time. */
interface Step extends Validity {
  readonly from: string;
  readonly to: string;
}

/**
 * The closure rows of some nodes: each lies in itself and in all that it is reached from, on the days on which every step holds.
 * - A division lies in its statutory parent while both exist.
 * - While another runs it (代管), it lies in its manager INSTEAD, and so does all that lies in it. The later override wins.
 * - A member of a zone lies in the zone besides its statutory parent.
 * - A zone lies in the lowest division at or above the prefecture that all divisions in it have in common on the day.
 * Steps only lead up: parents and managing divisions have a higher level, which the intake checks, so that there is no circle.
 */
export function closureOf(places: Places, ids: readonly string[]): ClosureRow[] {
  const { nodes, stepsUp } = graphOf(places);
  const known = new Map<string, Lines>();
  const ancestorsOf = (id: string): Lines => {
    const met = known.get(id);
    if (met) return met;
    const found = ancestorsBy(stepsUp.get(id) ?? [], nodes.get(id), ancestorsOf);
    known.set(id, found);
    return found;
  };
  return ids.flatMap((descendant) =>
    [...ancestorsOf(descendant)].flatMap(([ancestor, validities]) =>
      validities.map(({ validFrom, validTo }) => ({ ancestor, descendant, validFrom, validTo })),
    ),
  );
}

/** Ancestors of one node, itself included, and when it lies in each. */
type Lines = ReadonlyMap<string, readonly Validity[]>;
type Node = DivisionPlace | ZonePlace;
type Nodes = ReadonlyMap<string, Node>;

function ancestorsBy(steps: readonly Step[], node: Node | undefined, ancestorsOf: (id: string) => Lines): Lines {
  const lines = new Map<string, Validity[]>();
  if (node) lines.set(node.id, [node]);
  for (const step of steps) {
    for (const [ancestor, validities] of ancestorsOf(step.to)) {
      const reached = validities.flatMap((validity) => overlap(validity, step) ?? []);
      lines.set(ancestor, [...(lines.get(ancestor) ?? []), ...reached]);
    }
  }
  return new Map([...lines].map(([ancestor, validities]) => [ancestor, joined(validities)]));
}

function graphOf({ divisions, zones, members, overrides }: Places) {
  const nodes: Nodes = new Map([...divisions, ...zones].map((node) => [node.id, node]));
  const membersOf = Map.groupBy(members, (tie) => tie.divisionCode);
  const overridesOf = Map.groupBy(overrides, (tie) => tie.divisionCode);
  const ofDivisions = divisions.flatMap((division) =>
    stepsOfDivision(division, nodes, membersOf.get(division.id) ?? [], overridesOf.get(division.id) ?? []),
  );
  const intoHolder = Map.groupBy(ofDivisions, (step) => step.to);
  const ofZones = zones.flatMap((zone) => stepsOfZone(zone, intoHolder.get(zone.id) ?? [], nodes));
  return { nodes, stepsUp: Map.groupBy([...ofDivisions, ...ofZones], (step) => step.from) };
}

function stepsOfDivision(
  division: DivisionPlace,
  nodes: Nodes,
  members: readonly Tie[],
  overrides: readonly Tie[],
): Step[] {
  const run = managedSteps(division, nodes, overrides);
  const parent = nodes.get(division.parentCode ?? '');
  const statutory = parent ? overlap(division, parent) : null;
  return [
    ...run,
    ...(parent && statutory ? without(statutory, run).map((days) => stepOf(division, parent, days)) : []),
    ...members.flatMap((tie) => stepOfTie(division, nodes, tie)),
  ];
}

/** An override holds while its manager exists; of several, the one that began last takes its days first. */
function managedSteps(division: DivisionPlace, nodes: Nodes, overrides: readonly Tie[]): Step[] {
  const steps: Step[] = [];
  for (const tie of overrides.toSorted((one, other) => (one.validFrom < other.validFrom ? 1 : -1))) {
    for (const step of stepOfTie(division, nodes, tie))
      steps.push(...without(step, steps).map((days) => ({ ...step, ...days })));
  }
  return steps;
}

function stepOfTie(division: DivisionPlace, nodes: Nodes, tie: Tie): Step[] {
  const holder = nodes.get(tie.holderId);
  const existing = holder ? overlap(division, holder) : null;
  const days = existing ? overlap(existing, tie) : null;
  return holder && days ? [stepOf(division, holder, days)] : [];
}

const stepOf = (from: Node, to: Node, { validFrom, validTo }: Validity): Step => ({
  from: from.id,
  to: to.id,
  validFrom,
  validTo,
});

/** Stretch by stretch, because what lies in a zone, and what that lies in, changes with the days. */
function stepsOfZone(zone: ZonePlace, inside: readonly Step[], nodes: Nodes): Step[] {
  const lines = inside.map((step) => ({ step, line: statutoryLine(step.from, nodes) }));
  const stretches = stretchesOf(lines.flatMap(({ step, line }) => [step, ...line]));
  return stretches.flatMap((days) => {
    const active = lines.filter(({ step }) => holdsOn(days.validFrom, step)).map(({ line }) => line);
    const place = commonPlace(active, days.validFrom);
    return place ? [stepOf(zone, place, days)] : [];
  });
}

function commonPlace(lines: readonly (readonly DivisionPlace[])[], day: string): DivisionPlace | undefined {
  const [first = [], ...others] = lines.map((line) => aboveOn(line, day));
  return first.find(
    (division) => isAtOrAbove(division.level, 'PREFECTURE') && others.every((line) => line.includes(division)),
  );
}

/** The statutory ancestors on a day, the nearest first. */
function aboveOn([division, ...above]: readonly DivisionPlace[], day: string): readonly DivisionPlace[] {
  const gap = above.findIndex((ancestor) => !holdsOn(day, ancestor));
  return division === undefined || gap < 0 ? above : above.slice(0, gap);
}

/** A division and its statutory ancestors of any day, the nearest first. */
function statutoryLine(id: string, nodes: Nodes): DivisionPlace[] {
  const line: DivisionPlace[] = [];
  for (let node = nodes.get(id); node && 'level' in node; node = nodes.get(node.parentCode ?? '')) line.push(node);
  return line;
}

const holdsOn = (day: string, { validFrom, validTo }: Validity): boolean => isWithin(day, validFrom, validTo);

/** The nodes whose rows are not the same in both. */
export function nodesThatDiffer(before: readonly ClosureRow[], after: readonly ClosureRow[]): ReadonlySet<string> {
  const written = (rows: readonly ClosureRow[]) =>
    new Map(rows.map((row) => [[row.descendant, row.ancestor, row.validFrom, row.validTo].join(), row.descendant]));
  const [then, now] = [written(before), written(after)];
  return new Set([
    ...[...then].flatMap(([row, node]) => (now.has(row) ? [] : node)),
    ...[...now].flatMap(([row, node]) => (then.has(row) ? [] : node)),
  ]);
}
