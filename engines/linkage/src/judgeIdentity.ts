import { type BirthDateLevel, compareBirthDates } from './compareBirthDate.ts';
import { compareNames, type NameLevel } from './compareName.ts';
import { type LinkModel, type Odds, weightOf } from './model.ts';

/** Everything a link or a refusal can be caused by. */
export type ReasonCode =
  | 'ID_NUMBER_EQUAL'
  | 'ID_NUMBER_CORRECTED'
  | 'NAME_EQUAL'
  | 'NAME_VARIANT'
  | 'NAME_DIFFERENT'
  | 'NAME_MISSING'
  | 'BIRTH_DATE_EQUAL'
  | 'BIRTH_DATE_ONE_SLIP'
  | 'BIRTH_DATE_DIFFERENT'
  | 'BIRTH_DATE_MISSING'
  | 'GENDER_EQUAL'
  | 'GENDER_DIFFERENT'
  | 'GENDER_MISSING'
  | 'NEIGHBOUR_REFUSED'
  | 'DECIDED_SAME'
  | 'DECIDED_DIFFERENT'
  | 'DECISIONS_CONTRADICT';

/** One step of the waterfall: `params.weight` in bits, and for a name variant its `kind`. Never a person's data. */
export type Reason = { readonly code: ReasonCode; readonly params: Readonly<Record<string, string | number>> };

/** What the identity stage compares; `name` is already normalised. */
export type IdentityFields = {
  readonly name: string;
  readonly bornOn: string | null;
  readonly gender: 'FEMALE' | 'MALE' | 'UNKNOWN';
};

/** A verdict on two records that hold the same number; `weight` in bits includes the prior. */
export type Verdict = { readonly agrees: boolean; readonly weight: number; readonly reasons: readonly Reason[] };

const NAME_REASONS = {
  EQUAL: 'NAME_EQUAL',
  CHARACTER_FORM: 'NAME_VARIANT',
  ORDER: 'NAME_VARIANT',
  ONE_CHARACTER: 'NAME_VARIANT',
  DIFFERENT: 'NAME_DIFFERENT',
  MISSING: 'NAME_MISSING',
} as const satisfies Record<NameLevel, ReasonCode>;

const reason = (code: ReasonCode, odds: Odds | null, kind?: string): Reason => ({
  code,
  params: { ...(kind === undefined ? {} : { kind }), weight: odds === null ? 0 : weightOf(odds) },
});

const nameReason = (level: NameLevel, model: LinkModel): Reason => {
  const code = NAME_REASONS[level];
  const odds = level === 'MISSING' ? null : model.name[level];
  return code === 'NAME_VARIANT' ? reason(code, odds, level) : reason(code, odds);
};

const birthDateReason = (level: BirthDateLevel, model: LinkModel): Reason =>
  reason(`BIRTH_DATE_${level}`, level === 'MISSING' ? null : model.birthDate[level]);

const genderReason = (left: IdentityFields, right: IdentityFields, model: LinkModel): Reason => {
  if (left.gender === 'UNKNOWN' || right.gender === 'UNKNOWN') return reason('GENDER_MISSING', null);
  return left.gender === right.gender
    ? reason('GENDER_EQUAL', model.gender.EQUAL)
    : reason('GENDER_DIFFERENT', model.gender.DIFFERENT);
};

const CONTRADICTIONS: ReadonlySet<ReasonCode> = new Set([
  'NAME_DIFFERENT',
  'NAME_MISSING',
  'BIRTH_DATE_DIFFERENT',
  'GENDER_DIFFERENT',
]);

/** A number that is only supposed needs more than the absence of a contradiction. */
const isConfirmed = (reasons: readonly Reason[]): boolean =>
  reasons.some(({ code }) => code === 'BIRTH_DATE_EQUAL') &&
  reasons.some(({ code, params }) => code === 'NAME_EQUAL' || params.kind === 'CHARACTER_FORM');

/**
 * Judges two records that hold the same complete number: they agree when nothing in name, birth date or gender contradicts it.
 * Where one of them holds it only after a slip was `corrected`, name and birth date must be equal.
 */
export const judgeIdentity = (
  left: IdentityFields,
  right: IdentityFields,
  model: LinkModel,
  corrected = false,
): Verdict => {
  const reasons = [
    corrected
      ? reason('ID_NUMBER_CORRECTED', model.identity.CORRECTED)
      : reason('ID_NUMBER_EQUAL', model.identity.EQUAL),
    nameReason(compareNames(left.name, right.name), model),
    birthDateReason(compareBirthDates(left.bornOn, right.bornOn), model),
    genderReason(left, right, model),
  ];
  const weight = reasons.reduce((sum, { params }) => sum + Number(params.weight), model.priorBits);
  const agrees = !reasons.some(({ code }) => CONTRADICTIONS.has(code)) && (!corrected || isConfirmed(reasons));
  return { agrees, weight, reasons };
};
