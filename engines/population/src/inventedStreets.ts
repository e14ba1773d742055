import { inventedSigns, type NamedStreet } from './placeNames.ts';
import { openRandom, type Random } from './random.ts';
import { shareOut } from './shares.ts';

// Township codes below 400 are formal units, and 010 is the last that is taken.
const firstNumber = 11;
const mostStreets = 400 - firstNumber;
const usualCommunities = 9.4;

/** Streets, towns and townships for so many communities, in a grid north of the real ones; names and all else are synthetic. */
export function inventStreets(seed: string, communities: number): NamedStreet[] {
  const streets = Math.min(mostStreets, Math.ceil(communities / usualCommunities));
  const names = inventedNames(openRandom(seed, 'streets'));
  return shareOut(communities, Array<number>(streets).fill(1)).map((count, place) => {
    const number = firstNumber + place;
    const own = inventedNames(openRandom(seed, 'communities of', place)).slice(0, count);
    return {
      code: `420502${String(number).padStart(3, '0')}`,
      name: `${names[place]}${number < 100 ? '街道' : number < 200 ? '镇' : '乡'}`,
      east: -9000 + (place % 20) * 2200,
      north: 9000 + Math.floor(place / 20) * 2200,
      managedElsewhere: false,
      communities: own.map((name, index) => `${String(index + 1).padStart(3, '0')}${name}社区`),
    };
  });
}

function inventedNames(random: Random): string[] {
  const [firsts, seconds] = inventedSigns;
  return random.shuffled([...firsts].flatMap((first) => [...seconds].map((second) => `${first}${second}`)));
}
