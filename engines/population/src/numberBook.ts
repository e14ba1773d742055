import { addDays, ageOn } from '@hub/values';
import type { TrueGender } from './names.ts';
import type { Random } from './random.ts';

/** A birth date with the sequence that makes it one person's alone. */
export interface Birth {
  readonly bornOn: string;
  /** Digits 15 to 17 of the ID number: odd for men. */
  readonly sequence: number;
}

/** Gives births that no other community gives: of that gender, and of an age between these, both included. */
export type NumberBook = (random: Random, gender: TrueGender, youngest: number, oldest: number) => Birth;

const sequences = 499;
const slots = 365 * sequences;

/**
 * Opens the book of one of so many communities. The days and sequences of each year and gender are dealt out to the communities
 * in turn, so that ID numbers are unique in the whole district while each community is drawn alone.
 */
export function openNumberBook(community: number, communities: number, today: string): NumberBook {
  const taken = new Set<number>();
  const thisYear = Number(today.slice(0, 4));
  const own = Math.floor(slots / communities);
  return (random, gender, youngest, oldest) => {
    for (let attempt = 0; attempt < 10_000; attempt++) {
      const year = thisYear - random.between(youngest, oldest + 1);
      const slot = random.below(own) * communities + community;
      const key = (year * slots + slot) * 2 + (gender === 'MALE' ? 1 : 0);
      const bornOn = addDays(`${year}-01-01`, Math.floor(slot / sequences));
      if (bornOn > today || taken.has(key)) continue;
      const age = ageOn(bornOn, today);
      if (age < youngest || age > oldest) continue;
      taken.add(key);
      return { bornOn, sequence: 2 * (slot % sequences) + (gender === 'MALE' ? 1 : 2) };
    }
    throw new RangeError(
      `Met no free birth of ages ${youngest} to ${oldest} in community ${community} of ${communities}.`,
    );
  };
}
