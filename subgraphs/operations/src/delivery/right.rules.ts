/** What may be given under a delegation at this moment, and as whom; or why nothing may any more, as a code. */
export type RightNow =
  | { readonly ended: string }
  | {
      readonly role: string;
      readonly organisation: string | null;
      readonly purpose: string | null;
      readonly basis: string | null;
      readonly policyVersion: string;
      /** Classes of fields that are given. */
      readonly classes: readonly string[];
    };

/** Why a delivery may not leave, as a code; null when it may: the delegation must hold, and still give every class that is in the rows. */
export const withheldFor = (right: RightNow, fieldClasses: readonly string[]): string | null =>
  'ended' in right
    ? right.ended
    : fieldClasses.every((fieldClass) => right.classes.includes(fieldClass))
      ? null
      : 'RIGHT_NARROWED';

/** What is asked under a delegation to find out what it is worth. */
export const rightQuestion = '{ me { role organisation purpose basis policyVersion classes { fieldClass allowed } } }';

interface Me {
  readonly role: string;
  readonly organisation: string | null;
  readonly purpose: string | null;
  readonly basis: string | null;
  readonly policyVersion: string;
  readonly classes: readonly { readonly fieldClass: string; readonly allowed: boolean }[];
}

/** Reads the answer to that question; undefined where it was not answered, which says nothing about the right. */
export function rightIn(answer: {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly refused: { readonly code: string } | null;
}): RightNow | undefined {
  if (answer.refused) return { ended: answer.refused.code };
  const me = answer.data?.me as Me | null | undefined;
  if (!me?.classes) return undefined;
  const { role, organisation, purpose, basis, policyVersion } = me;
  const classes = me.classes.filter(({ allowed }) => allowed).map(({ fieldClass }) => fieldClass);
  return { role, organisation, purpose, basis, policyVersion, classes };
}
