import { type Explanation, LEVELS } from '@hub/engine-linkage';
import type { VersionInForce } from './modelVersion.rules.ts';

/** How often the links at hand show one level of agreement, and how often the model expects it of one person's records. */
export interface LevelShares {
  readonly level: string;
  readonly expected: number;
  readonly observed: number;
}

/** How far the links at hand are, in one field, from what the model was learned from. */
export interface FieldDrift {
  readonly field: string;
  /** Links of which both records have a value in it. */
  readonly compared: number;
  /** Total variation: the share of links that would have to show another level; 0 where all is as expected. */
  readonly distance: number;
  /** What chance alone makes of the distance among so many links, on average. */
  readonly byChance: number;
  readonly levels: readonly LevelShares[];
}

/** Of fewer links nothing is told: chance would outweigh whatever there is, and the figure would be about few people. */
export const leastCompared = 100;

/** Field by field, how the levels of these links lie beside what the version expects of records of one person. */
export function driftOf({ raised }: VersionInForce, links: readonly Explanation[]): FieldDrift[] {
  const { model, trained } = raised;
  const { SAME, MOVED } = trained.shares;
  const moved = SAME + MOVED === 0 ? 0 : MOVED / (SAME + MOVED);
  return model.fields.flatMap(({ column, kind }) => {
    const counts = Map.groupBy(
      links.flatMap(({ fields }) => fields.filter((field) => field.column === column && field.level !== 'MISSING')),
      ({ level }) => level,
    );
    const compared = [...counts.values()].reduce((sum, { length }) => sum + length, 0);
    const odds = trained.fields[column];
    if (compared < leastCompared || odds === undefined) return [];
    const levels = LEVELS[kind].map((level, at) => ({
      level,
      expected: (1 - moved) * (odds.SAME[at] ?? 0) + moved * (odds.MOVED[at] ?? 0),
      observed: (counts.get(level)?.length ?? 0) / compared,
    }));
    return [{ field: column, compared, ...distanceOf(levels, compared), levels }];
  });
}

/** The mean of what chance alone makes is that of the normal law for each level. */
function distanceOf(levels: readonly LevelShares[], compared: number): Pick<FieldDrift, 'distance' | 'byChance'> {
  const half = (shareOf: (level: LevelShares) => number): number =>
    levels.reduce((sum, level) => sum + shareOf(level), 0) / 2;
  return {
    distance: half(({ expected, observed }) => Math.abs(observed - expected)),
    byChance: half(({ expected }) => Math.sqrt((2 * expected * (1 - expected)) / (Math.PI * compared))),
  };
}

/** A drift that is worth another version: a twentieth of the links, and three times what chance makes. */
const worth = { distance: 0.05, timesChance: 3 };

export const driftAdvises = (drifts: readonly FieldDrift[]): boolean =>
  drifts.some(({ distance, byChance }) => distance >= worth.distance && distance > worth.timesChance * byChance);
