import { type PairClass, type Reason, type ReasonCode, sayExplanation } from '@hub/engine-linkage';
import type { MessageParams, Subject } from '@hub/kernel';
import type { RecordRow, Source } from '../record/record.entity.ts';
import { nameOfKey, sourceOf } from '../record/record.rules.ts';
import type { LinkReasonRow, LinkRow } from './link.entity.ts';
import type { FoundPerson } from './person.entity.ts';

/** Whom a row is about; a person lies nowhere and belongs to nobody, her records do. */
export const subjectOfPerson = ({ id }: { readonly id: string }): Subject => ({
  id,
  divisionCode: null,
  ownerOrganisationId: null,
  bornOn: null,
});

const namesOf = (...keys: readonly string[]): string[] => keys.flatMap((key) => nameOfKey(key) ?? []);

/** A person who was found by a record is seen by it. */
export const subjectOfFoundPerson = ({ id, asked }: FoundPerson): Subject => ({
  ...subjectOfPerson({ id }),
  about: namesOf(asked),
});

export const subjectOfLink = ({ personId, leftRecord, rightRecord }: LinkRow | LinkReasonRow): Subject => ({
  ...subjectOfPerson({ id: personId }),
  about: namesOf(leftRecord, rightRecord),
});

export const subjectOfNeed = ({
  id,
  clientId,
}: {
  readonly id: string;
  readonly clientId: string | null;
}): Subject => ({
  ...subjectOfPerson({ id }),
  about: clientId === null ? [] : [`Client:${clientId}`],
});

/** Id of her record at one department, of duplicates there the smallest; members come in the order of their ids. */
export const recordAt = (members: readonly Pick<RecordRow, 'source' | 'recordId'>[], source: Source): string | null =>
  members.find((member) => member.source === source)?.recordId ?? null;

/** Departments whose records a link joins, once each. */
export const departmentsOf = ({ leftRecord, rightRecord }: LinkRow): string[] =>
  [...new Set([sourceOf(leftRecord), sourceOf(rightRecord)])].sort();

/** Codes of the sentences for the engine's reasons; a variant of a name has one for each kind. */
export type SentenceCode =
  | Exclude<ReasonCode, 'NAME_VARIANT'>
  | `NAME_VARIANT_${'CHARACTER_FORM' | 'ORDER' | 'ONE_CHARACTER'}`
  | 'PRIOR'
  | 'REST'
  | 'OF_FIELD';

type SaidReason = Pick<Reason | LinkReasonRow, 'code' | 'params'>;

/** Which sentence says a reason, and with which words: its weight has a sign and one decimal. */
export function sentenceOf({ code, params }: SaidReason, language: 'en' | 'zh') {
  const weight = signed(Number(params.weight ?? 0));
  if (params.field !== undefined)
    return {
      code: 'OF_FIELD',
      params: { ...agreementOf({ params }, language), step: stepIn(params, language), weight } satisfies MessageParams,
    };
  const kind = params.kind === undefined ? code : `${code}_${params.kind}`;
  const words = code === 'PRIOR' ? { step: stepIn(params, language) } : {};
  return { code: kind, params: { ...params, weight, ...words } satisfies MessageParams };
}

/** A step of the waterfall in the engine's words, which name no value of any record. */
function stepIn(params: SaidReason['params'], language: 'en' | 'zh'): string {
  const { field, level, weight, frequency, asOne, asTwo } = params;
  const [prior, ...steps] = sayExplanation(
    {
      // The engine itself wrote these words into the reason.
      asOne: (asOne ?? 'SAME') as PairClass,
      asTwo: (asTwo ?? 'STRANGERS') as PairClass,
      prior: 0,
      fields: [
        {
          column: String(field),
          level: String(level),
          weight: Number(weight) - Number(frequency ?? 0),
          frequency: Number(frequency ?? 0),
        },
      ],
      rest: 0,
    },
    language,
  );
  return (field === undefined ? prior : steps[0])?.text ?? '';
}

/** How far two records agree in one thing, in words. */
export const agreementOf = ({ params }: Pick<SaidReason, 'params'>, language: 'en' | 'zh') => ({
  field: fieldWords[String(params.field)]?.[language] ?? '',
  step: stepIn({ ...params, weight: 0, frequency: 0 }, language),
});

const fieldWords: Readonly<Record<string, Readonly<Record<'en' | 'zh', string>>>> = {
  NAME: { en: 'Name', zh: '姓名' },
  GENDER: { en: 'Gender', zh: '性别' },
  BORN_ON: { en: 'Birth date', zh: '出生日期' },
  ID_NUMBER: { en: 'ID number', zh: '身份证号' },
  PHONE: { en: 'Phone', zh: '电话' },
  DIVISION: { en: 'Place', zh: '所在区划' },
  ADDRESS: { en: 'Address', zh: '地址' },
};

/** The field that a reason is about, its level, and what of its weight is frequency; reasons of the identity stage name them in their code. */
export function partsOf({ code, params }: SaidReason) {
  const [, field = null, level = null] = /^(NAME|GENDER|BIRTH_DATE|ID_NUMBER)_(.+)$/.exec(code) ?? [];
  const number = (value: string | number | undefined) => (value === undefined ? null : Number(value));
  return {
    field: params.field === undefined ? (field === 'BIRTH_DATE' ? 'BORN_ON' : field) : String(params.field),
    level: params.level === undefined ? level : String(params.level),
    weight: number(params.weight),
    frequency: number(params.frequency),
  };
}

const signed = (bits: number): string => `${bits < 0 ? '−' : '+'}${Math.abs(bits).toFixed(1)}`;
