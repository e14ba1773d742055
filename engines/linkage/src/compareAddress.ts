import { isPrefix } from './similarity.ts';
import type { TextTable } from './textTable.ts';

const [ROOM, BUILDING, HOUSE, NEIGHBOUR] = [0, 1, 2, 3];
export const [ROAD, DIFFERENT] = [4, 5];
const [BAR, DASH] = [124, 45];

/** Where house, building and room of a known address begin and end; its text is `road|house|building-…-room`. */
type Numbers = {
  readonly at: number;
  readonly house: number;
  readonly building: number;
  readonly last: number;
  readonly end: number;
};

const numbersOf = ({ units, starts }: TextTable, value: number, road: number): Numbers => {
  const end = starts[value + 1] ?? 0;
  const at = (starts[value] ?? 0) + (starts[road + 1] ?? 0) - (starts[road] ?? 0) + 1;
  let house = at;
  while (house < end && units[house] !== BAR) house += 1;
  let building = house + 1;
  while (building < end && units[building] !== DASH) building += 1;
  let last = end;
  while (last > house + 1 && units[last - 1] !== DASH) last -= 1;
  return { at, house, building: Math.min(building, end), last, end };
};

const areEqual = ({ units }: TextTable, l: number, lEnd: number, r: number, rEnd: number): boolean => {
  if (lEnd - l !== rEnd - r) return false;
  for (let i = 0; i < lEnd - l; i += 1) if (units[l + i] !== units[r + i]) return false;
  return true;
};

/** Two roads of which one is written short (光明北 for 光明北路) are one road when the numbers on it are the same. */
const compareOnShortRoad = (texts: TextTable, l: Numbers, r: Numbers, areWhole: boolean): number => {
  if (l.at >= l.house || !areEqual(texts, l.at, l.house, r.at, r.house)) return ROAD;
  const [tellsLeft, tellsRight] = [l.house + 1 < l.end, r.house + 1 < r.end];
  if (!tellsLeft || !tellsRight) return HOUSE;
  if (!areEqual(texts, l.house + 1, l.building, r.house + 1, r.building)) return NEIGHBOUR;
  if (l.building === l.end || r.building === r.end) return BUILDING;
  const [from, other] = areWhole ? [l.house, r.house] : [l.last, r.last];
  return areEqual(texts, from, l.end, other, r.end) ? ROOM : NEIGHBOUR;
};

/** The level of two different addresses whose parts begin at `a` and `b`. */
export const compareAddress = (rows: Int32Array, a: number, b: number, texts: TextTable): number => {
  const road = rows[a + 1] ?? 0;
  const other = rows[b + 1] ?? 0;
  // A room is known by building and last number; where both sides tell the unit between them, it must agree too.
  if (rows[a + 4] === rows[b + 4] && rows[a + 4] !== 0)
    return (rows[a + 5] ?? 0) >= 3 && (rows[b + 5] ?? 0) >= 3 ? NEIGHBOUR : ROOM;
  if (rows[a + 2] === rows[b + 2] && rows[a + 2] !== 0) {
    if (rows[a + 3] === rows[b + 3] && rows[a + 3] !== 0)
      return rows[a + 4] === 0 || rows[b + 4] === 0 ? BUILDING : NEIGHBOUR;
    return rows[a + 3] === 0 || rows[b + 3] === 0 ? HOUSE : NEIGHBOUR;
  }
  if (rows[a + 6] !== rows[b + 6] && road !== 0 && other !== 0) return DIFFERENT;
  if (road === other) return ROAD;
  if (!isPrefix(texts, road, other) && !isPrefix(texts, other, road)) return DIFFERENT;
  if (road === 0 || other === 0) return ROAD;
  const areWhole = (rows[a + 5] ?? 0) >= 3 && (rows[b + 5] ?? 0) >= 3;
  const [left, right] = [numbersOf(texts, rows[a] ?? 0, road), numbersOf(texts, rows[b] ?? 0, other)];
  return compareOnShortRoad(texts, left, right, areWhole);
};
