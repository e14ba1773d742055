import { ageOn } from '@hub/values';
import { basesForChildren, childClasses, childUntilYears, loggedClasses, openClasses, policy } from './policy.ts';
import type { Viewer } from './viewer.ts';

/** What the policy must know of a record to judge it. */
export interface PolicySubject {
  /** Day of birth, YYYY-MM-DD, where the record is about a person and it is known. */
  readonly bornOn: string | null;
}

export type Decision =
  | { readonly allowed: true; readonly logged: boolean }
  | { readonly allowed: false; readonly needed: string };

/**
 * May this viewer, for her purpose, see this class of field of this record on this day?
 * `needed` says in one code what would make the answer yes: a purpose, a role with the class, or a basis for children.
 */
export function decide(viewer: Viewer, fieldClass: string, subject: PolicySubject | null, today: string): Decision {
  const logged = loggedClasses.has(fieldClass);
  if (openClasses.has(fieldClass)) return { allowed: true, logged };
  if (viewer.purpose === null) return { allowed: false, needed: 'PURPOSE' };
  const classes: readonly string[] = policy.classes[viewer.role]?.[viewer.purpose] ?? [];
  if (!classes.includes(fieldClass)) return { allowed: false, needed: 'ROLE_AND_PURPOSE' };
  if (childClasses.has(fieldClass) && isChild(subject, today) && !basesForChildren.has(viewer.basis ?? '')) {
    return { allowed: false, needed: 'GUARDIAN_CONSENT' };
  }
  return { allowed: true, logged };
}

const isChild = (subject: PolicySubject | null, today: string): boolean =>
  subject?.bornOn != null && ageOn(subject.bornOn, today) < childUntilYears;
