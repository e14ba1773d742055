import { ageOn } from '@hub/values';
import { policy as currentPolicy, type Policy } from './policy.ts';
import type { Viewer } from './viewer.ts';

/** What the policy must know of a record to judge it. */
export interface PolicySubject {
  readonly id: string;
  /** Day of birth, YYYY-MM-DD, where the record is about a person and it is known. */
  readonly bornOn: string | null;
}

/** What would make the answer yes. */
export type Needed =
  | 'PURPOSE'
  | 'DUTY'
  | 'ROLE_AND_PURPOSE'
  | 'AGREEMENT'
  | 'BASIS'
  | 'GUARDIAN_CONSENT'
  | 'MINOR_APPROVAL';

export type Decision =
  | { readonly allowed: true; readonly logged: boolean; readonly minor: boolean }
  | { readonly allowed: false; readonly needed: Needed };

interface Question {
  readonly viewer: Viewer;
  readonly fieldClass: string;
  readonly subject: PolicySubject | null;
  readonly today: string;
  readonly policy: Policy;
}

interface Check {
  readonly needed: Needed;
  passes(question: Question): boolean;
}

const among = (words: readonly string[], word: string | null): boolean => word !== null && words.includes(word);

const hasBrokenGlass = ({ viewer: { grant } }: Question): boolean => grant?.kind === 'BREAK_GLASS';

const ageOf = ({ subject, today }: Question): number =>
  subject?.bornOn == null ? Number.POSITIVE_INFINITY : ageOn(subject.bornOn, today);

const isGrantedFor = ({ viewer: { grant }, subject }: Question): boolean =>
  grant !== null && (grant.records.length === 0 || subject === null || grant.records.includes(subject.id));

/** One check for each dimension, in the order in which a person would ask; each of them must pass. */
const checks: readonly Check[] = [
  { needed: 'PURPOSE', passes: ({ viewer }) => viewer.purpose !== null },
  {
    needed: 'DUTY',
    passes: ({ viewer: { organisation, purpose }, policy: { duties } }) => {
      const duty = duties.find(({ organisations }) => organisation?.startsWith(organisations));
      return duty === undefined || among(duty.purposes, purpose);
    },
  },
  {
    needed: 'ROLE_AND_PURPOSE',
    passes: (question) => {
      const { viewer, fieldClass, policy } = question;
      const given = viewer.purpose && policy.classes[viewer.role]?.[viewer.purpose];
      if (!given) return false;
      return (
        among(given, fieldClass) ||
        (hasBrokenGlass(question) && isGrantedFor(question) && among(policy.grants.breakGlassClasses, fieldClass))
      );
    },
  },
  {
    needed: 'AGREEMENT',
    passes: ({ viewer: { role, agreement }, fieldClass, policy }) =>
      agreement === null ? !among(policy.rolesUnderAgreement, role) : among(agreement.fieldClasses, fieldClass),
  },
  {
    needed: 'BASIS',
    passes: ({ viewer, fieldClass, policy: { bases, sensitive } }) =>
      among(bases[viewer.role], viewer.basis) &&
      (viewer.basis !== 'EMERGENCY' || viewer.grant?.kind === 'BREAK_GLASS') &&
      (!among(sensitive.classes, fieldClass) || among(sensitive.bases, viewer.basis)),
  },
  {
    needed: 'GUARDIAN_CONSENT',
    passes: (question) => {
      const { viewer, fieldClass, policy } = question;
      const { classes, childUntilYears, childBases } = policy.minors;
      return !among(classes, fieldClass) || ageOf(question) >= childUntilYears || among(childBases, viewer.basis);
    },
  },
  {
    needed: 'MINOR_APPROVAL',
    passes: (question) => {
      const { classes, untilYears } = question.policy.minors;
      return !among(classes, question.fieldClass) || ageOf(question) >= untilYears || isGrantedFor(question);
    },
  },
];

/**
 * May this viewer, for her purpose and on her ground, see this class of field of this record on this day? Place is decided before,
 * by the scope of rows. `needed` names the first dimension that says no.
 */
export function decide(
  viewer: Viewer,
  fieldClass: string,
  subject: PolicySubject | null,
  today: string,
  policy: Policy = currentPolicy,
): Decision {
  const question = { viewer, fieldClass, subject, today, policy };
  if (!among(policy.open, fieldClass)) {
    for (const check of checks) if (!check.passes(question)) return { allowed: false, needed: check.needed };
  }
  return {
    allowed: true,
    logged: among(policy.logged, fieldClass),
    minor: ageOf(question) < policy.minors.untilYears,
  };
}

/** The answer of one dimension, for people who ask why. */
export interface Step {
  readonly dimension: Needed;
  readonly passed: boolean;
}

/** Every dimension's answer to the question of `decide`; a class that is open to all has none. */
export function explain(
  viewer: Viewer,
  fieldClass: string,
  subject: PolicySubject | null,
  today: string,
  policy: Policy = currentPolicy,
): readonly Step[] {
  const question = { viewer, fieldClass, subject, today, policy };
  return among(policy.open, fieldClass)
    ? []
    : checks.map((check) => ({ dimension: check.needed, passed: check.passes(question) }));
}
