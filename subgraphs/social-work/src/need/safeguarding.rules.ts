import { codesFromText } from '@hub/kernel';
import { ageOn, type BeneficiaryGroup, type Safeguarding } from '@hub/values';
import type { ClientRow } from '../client/client.entity.ts';

const groupsOfChildren: readonly BeneficiaryGroup[] = ['ORPHAN', 'LEFT_BEHIND_CHILD', 'CHILD_IN_DIFFICULTY'];

/** Below this nobody lowers what a client's needs ask: who helps a child is looked into closely. */
export const leastSafeguarding = ({ bornOn, groups }: ClientRow, today: string): Safeguarding => {
  const isChild =
    bornOn === null
      ? codesFromText<BeneficiaryGroup>(groups).some((group) => groupsOfChildren.includes(group))
      : ageOn(bornOn, today) < 18;
  return isChild ? 'ENHANCED' : 'NONE';
};
