import type { Subject } from '@hub/kernel';
import type { ShortageRow, UnlockRow } from './shortage.entity.ts';

/** A shortage counts needs and is about nobody. */
export const subjectOfShortage = ({ id, divisionCode }: ShortageRow): Subject => ({
  id,
  divisionCode,
  ownerOrganisationId: null,
  bornOn: null,
});

/** What one more resource would change, where a run has solved it. */
export const unlockOf = (shortage: ShortageRow): UnlockRow | null => {
  const { unlockCapacity, unlockUnits, unlockNeeds, unlockPoints } = shortage;
  return unlockCapacity === null || unlockUnits === null || unlockNeeds === null || unlockPoints === null
    ? null
    : { capacity: unlockCapacity, servedUnits: unlockUnits, metNeeds: unlockNeeds, points: unlockPoints };
};

export const subjectOfUnlock = (): Subject => ({
  id: 'unlock',
  divisionCode: null,
  ownerOrganisationId: null,
  bornOn: null,
});

/** The sentence for the rule or scarcity that makes a shortage. */
export const sentenceOfShortage = ({ code }: ShortageRow): string => `SHORTAGE_${code}`;
