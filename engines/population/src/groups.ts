import type { BeneficiaryGroup } from '@hub/values';
import type { Person } from './people.ts';

/** Groups that a person belongs to; `covered` says whether the household's category is in force for this person today. */
export function groupsOf(person: Person, covered: boolean): BeneficiaryGroup[] {
  const { age, home, category } = person;
  const groups: BeneficiaryGroup[] = [];
  if (covered && category !== null) groups.push(category === 'ANTI_RETURN_POVERTY' ? 'OTHER_DIFFICULT' : category);
  if (age >= 60) groups.push('ELDERLY');
  if (age >= 60 && home.living === 'ALONE') groups.push('ELDERLY_ALONE');
  if (person.disabled) groups.push('DISABLED');
  if (person.ill) groups.push('SERIOUSLY_ILL');
  if (person.orphan && age < 18) groups.push('ORPHAN');
  if (person.leftBehind && age < 16) groups.push('LEFT_BEHIND_CHILD');
  if (age < 18) groups.push('CHILD_IN_DIFFICULTY');
  return groups.length > 0 ? groups : ['OTHER_DIFFICULT'];
}
