import type { Published } from './departments.ts';
import { createDice } from './dice.ts';
import { community, elsewhere, fund, need, north, volunteer, withdrawn } from './district.ts';

const urgencies = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];

export const numbered = (name: string, at: number) => `${name}_${String(at).padStart(3, '0')}`;

/** How far apart people live, and what they have to give. */
export interface ThrownParts {
  readonly place: (dice: (below: number) => number) => object;
  readonly mostHours: number;
}

/** Everybody along one road of six kilometres. */
const alongARoad: ThrownParts = { place: (dice) => north(dice(6000)), mostHours: 8 };

/** A district of so many records, of which every part is thrown with dice, and what may happen there. */
export function thrownDistrict(
  seed: number,
  needs: number,
  volunteers: number,
  { place, mostHours }: ThrownParts = alongARoad,
) {
  const dice = createDice(seed);
  const needAt = (at: number): Published =>
    need(numbered('need', at), {
      units: 1 + dice(6),
      urgency: urgencies[dice(urgencies.length)],
      divisionCode: dice(2) === 0 ? community : elsewhere,
      openedOn: `2026-0${1 + dice(9)}-01`,
      ...place(dice),
    });
  const volunteerAt = (at: number): Published =>
    volunteer(numbered('volunteer', at), {
      hoursPerMonth: 1 + dice(mostHours),
      radiusMetres: 800 + dice(1500),
      ...place(dice),
    });
  const all = [
    ...Array.from({ length: needs }, (_, at) => needAt(at)),
    ...Array.from({ length: volunteers }, (_, at) => volunteerAt(at)),
    fund('fund_a', { serviceCodes: ['HOME_VISIT'] }),
  ];
  let next = needs;
  const newNeed = () => needAt(next++);
  const changes: readonly (() => Published)[] = [
    newNeed,
    () => needAt(dice(needs)),
    () => withdrawn(needAt(dice(needs))),
    () => volunteerAt(dice(volunteers)),
    () => withdrawn(volunteerAt(dice(volunteers))),
  ];
  return {
    all,
    newNeed,
    changedNeed: () => needAt(dice(needs)),
    withdrawnVolunteer: () => withdrawn(volunteerAt(dice(volunteers))),
    change: (): Published => (changes[dice(changes.length)] ?? newNeed)(),
  };
}
