import { codesToText, type Refusal, refuse } from '@hub/kernel';
import { type HelperCertificate, type Safeguarding, type SpokenLanguage, safeguardings, type Unit } from '@hub/values';
import { type AmountWish, amountAfter, noAmount } from './amount.rules.ts';
import type { NeedRow } from './need.entity.ts';
import { type WeeklyTime, windowsOf } from './weeklyTimes.rules.ts';

/** What a station says of a need's helper and amount; what is left out stays as it was. */
export interface Requirements extends AmountWish {
  readonly vettedOnly?: boolean | null | undefined;
  readonly safeguarding?: Safeguarding | null | undefined;
  readonly certificate?: HelperCertificate | null | undefined;
  readonly genderWish?: { readonly gender: string; readonly must?: boolean | null | undefined } | null | undefined;
  readonly languageWish?:
    | { readonly language: SpokenLanguage; readonly must?: boolean | null | undefined }
    | null
    | undefined;
  readonly helpers?: number | null | undefined;
  readonly indivisible?: boolean | null | undefined;
  readonly times?: readonly WeeklyTime[] | null | undefined;
  readonly excludedProviders?: readonly string[] | null | undefined;
}

/** The columns of a need that say how much is asked for, and of whom. */
export type Required = Pick<
  NeedRow,
  | 'units'
  | 'cadenceUnits'
  | 'cadenceTimes'
  | 'cadencePeriod'
  | 'cadencePeriods'
  | 'safeguarding'
  | 'certificate'
  | 'genderWish'
  | 'genderMust'
  | 'languageWish'
  | 'languageMust'
  | 'helpers'
  | 'indivisible'
  | 'windows'
  | 'excludedProviders'
>;

/** Before anything is said. */
export const nothingRequired: Required = {
  ...noAmount,
  safeguarding: 'NONE',
  certificate: null,
  genderWish: null,
  genderMust: 0,
  languageWish: null,
  languageMust: 0,
  helpers: 1,
  indivisible: 0,
  windows: 0,
  excludedProviders: '',
};

export const mostHelpers = 20;
const mostProviders = 20;

/** The stricter of two levels. */
export const stricter = (one: Safeguarding, other: Safeguarding): Safeguarding =>
  safeguardings[Math.max(safeguardings.indexOf(one), safeguardings.indexOf(other))] ?? one;

/** What is required after `wish` was said; `least` is the level below which nobody may lower it. */
export function required(wish: Requirements, before: Required, unit: Unit, least: Safeguarding): Required | Refusal {
  const amount = amountAfter(wish, before);
  if ('refused' in amount) return amount;
  const helper = helperAfter(wish, before);
  if ('refused' in helper) return helper;
  const asked = unit === 'HOUR' ? undefined : whatAHelperMustBe(helper);
  if (asked) return refuse('NO_HELPER_COMES', { field: asked, unit });
  const windows = wish.times == null ? before.windows : windowsOf(wish.times);
  if (typeof windows !== 'number') return windows;
  const excluded = wish.excludedProviders;
  if (excluded && (excluded.length > mostProviders || excluded.some((id) => !/^[\w-]+$/.test(id))))
    return refuse('BAD_EXCLUSIONS', { most: mostProviders });
  return {
    ...amount,
    ...helper,
    safeguarding: stricter(least, safeguardingAfter(wish, before.safeguarding)),
    indivisible: wish.indivisible == null ? before.indivisible : wish.indivisible ? 1 : 0,
    windows,
    excludedProviders: excluded == null ? before.excludedProviders : codesToText([...new Set(excluded)]),
  };
}

type Helper = Pick<Required, 'certificate' | 'genderWish' | 'genderMust' | 'languageWish' | 'languageMust' | 'helpers'>;

function helperAfter(wish: Requirements, before: Helper): Helper | Refusal {
  const { genderWish, languageWish } = wish;
  const helpers = wish.helpers ?? before.helpers;
  if (helpers < 1 || helpers > mostHelpers) return refuse('BAD_HELPERS', { met: helpers, most: mostHelpers });
  if (genderWish && genderWish.gender !== 'FEMALE' && genderWish.gender !== 'MALE')
    return refuse('WISH_FOR_UNKNOWN_GENDER');
  return {
    certificate: wish.certificate === undefined ? before.certificate : wish.certificate,
    ...(genderWish === undefined
      ? { genderWish: before.genderWish, genderMust: before.genderMust }
      : { genderWish: (genderWish?.gender as NeedRow['genderWish']) ?? null, genderMust: genderWish?.must ? 1 : 0 }),
    ...(languageWish === undefined
      ? { languageWish: before.languageWish, languageMust: before.languageMust }
      : { languageWish: languageWish?.language ?? null, languageMust: languageWish?.must ? 1 : 0 }),
    helpers,
  };
}

/** The first thing that is asked of a person, where nobody comes in person. */
const whatAHelperMustBe = ({ certificate, genderWish, languageWish, helpers }: Helper): string | undefined =>
  [
    certificate !== null && 'certificate',
    genderWish !== null && 'genderWish',
    languageWish !== null && 'languageWish',
    helpers > 1 && 'helpers',
  ].find((field) => field !== false);

const safeguardingAfter = ({ safeguarding, vettedOnly }: Requirements, before: Safeguarding): Safeguarding =>
  safeguarding ?? (vettedOnly == null ? before : vettedOnly ? stricter(before, 'VETTED') : 'NONE');
