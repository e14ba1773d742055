import type { Subject } from '@hub/kernel';
import type { ShortageRow } from './shortage.entity.ts';

/** A shortage counts needs and is about nobody. */
export const subjectOfShortage = ({ id, divisionCode }: ShortageRow): Subject => ({
  id,
  divisionCode,
  ownerOrganisationId: null,
  bornOn: null,
});

/** The sentence for the rule or scarcity that makes a shortage. */
export const sentenceOfShortage = ({ code }: ShortageRow): string => `SHORTAGE_${code}`;
