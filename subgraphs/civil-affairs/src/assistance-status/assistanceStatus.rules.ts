import type { Subject } from '@hub/kernel';
import { isWithin } from '@hub/values';
import type { AssistanceStatusRow } from './assistanceStatus.entity.ts';

/** A status belongs where the resident does, and a child's is protected as the child is. */
export const subjectOfAssistanceStatus = ({
  id,
  residentId,
  divisionCode,
  ownerOrganisationId,
  bornOn,
}: AssistanceStatusRow): Subject => ({
  id,
  divisionCode,
  ownerOrganisationId,
  bornOn,
  about: [`Resident:${residentId}`],
});

/** The statuses that are valid on a day, in the order in which they came. */
export const currentOn = <Status extends Pick<AssistanceStatusRow, 'validFrom' | 'validTo'>>(
  statuses: readonly Status[],
  day: string,
): Status[] => statuses.filter(({ validFrom, validTo }) => isWithin(day, validFrom, validTo));
