import type { TransportProblem } from './network.ts';

/** Where each member of one side stands now, and who stands at each place. Who comes later stands where she comes. */
export interface Places {
  readonly placeOf: (position: number) => number;
  readonly positionOf: (place: number) => number;
}

/** The same problem with needs and resources in another order. */
export interface Arrangement {
  readonly problem: TransportProblem;
  /** The position that each of its pairs had. */
  readonly order: Int32Array;
  readonly needs: Places;
  readonly resources: Places;
}

/** Numbers the pairs of each member one after the other: those of member m stand in `pairs` from `start[m]` on. */
const pairsBy = (memberOf: Int32Array, count: number): { start: Int32Array; pairs: Int32Array } => {
  const start = new Int32Array(count + 1);
  for (let k = 0; k < memberOf.length; k++) (start[(memberOf[k] as number) + 1] as number)++;
  for (let m = 0; m < count; m++) start[m + 1] = (start[m] as number) + (start[m + 1] as number);
  const next = start.slice(0, count);
  const pairs = new Int32Array(memberOf.length);
  for (let k = 0; k < memberOf.length; k++) pairs[(next[memberOf[k] as number] as number)++] = k;
  return { start, pairs };
};

/** Members in the order in which they are met; each is met once. */
const createRow = (count: number) => {
  const places = new Int32Array(count).fill(-1);
  const members = new Int32Array(count);
  let met = 0;
  return {
    places,
    members,
    count: () => met,
    meet: (member: number): boolean => {
      if ((places[member] as number) >= 0) return false;
      places[member] = met;
      members[met++] = member;
      return true;
    },
  };
};

const placesOf = ({ places, members }: ReturnType<typeof createRow>): Places => ({
  placeOf: (position) => places[position] ?? position,
  positionOf: (place) => members[place] ?? place,
});

/**
 * Puts needs and resources that have pairs with each other close together, in breadth first (Cuthill and McKee, _Reducing the bandwidth of
 * sparse symmetric matrices_, 1969): a search from one of them then reads a small part of the memory, where the caller's order may have
 * nothing to do with who is near whom. Expects a checked problem.
 */
export const arrangeByPairs = (problem: TransportProblem): Arrangement => {
  const { needUnits, capacities, pairNeed, pairResource, pairScore, pairMax } = problem;
  const ofNeed = pairsBy(pairNeed, needUnits.length);
  const ofResource = pairsBy(pairResource, capacities.length);
  const needs = createRow(needUnits.length);
  const resources = createRow(capacities.length);
  const order = new Int32Array(pairNeed.length);
  let ordered = 0;
  const meetNeed = (i: number): void => {
    if (!needs.meet(i)) return;
    for (let at = ofNeed.start[i] as number; at < (ofNeed.start[i + 1] as number); at++) {
      const k = ofNeed.pairs[at] as number;
      order[ordered++] = k;
      resources.meet(pairResource[k] as number);
    }
  };
  for (let first = 0, head = 0; first < capacities.length; first++) {
    resources.meet(first);
    for (; head < resources.count(); head++) {
      const r = resources.members[head] as number;
      for (let at = ofResource.start[r] as number; at < (ofResource.start[r + 1] as number); at++)
        meetNeed(pairNeed[ofResource.pairs[at] as number] as number);
    }
  }
  for (let i = 0; i < needUnits.length; i++) needs.meet(i); // those without pairs
  return {
    problem: {
      needUnits: needUnits.map((_, place) => needUnits[needs.members[place] as number] as number),
      capacities: capacities.map(
        (_: number, place: number) => capacities[resources.members[place] as number] as number,
      ),
      pairNeed: order.map((k) => needs.places[pairNeed[k] as number] as number),
      pairResource: order.map((k) => resources.places[pairResource[k] as number] as number),
      pairScore: order.map((k) => pairScore[k] as number),
      ...(pairMax === undefined ? {} : { pairMax: order.map((k) => pairMax[k] as number) }),
    },
    order,
    needs: placesOf(needs),
    resources: placesOf(resources),
  };
};
