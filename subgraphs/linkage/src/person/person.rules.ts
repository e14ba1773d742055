import type { LinkedPerson, Reason, ReasonCode } from '@hub/engine-linkage';
import type { MessageParams, Subject } from '@hub/kernel';
import type { RecordRow, Source } from '../record/record.entity.ts';
import { nameOfKey, sourceOf } from '../record/record.rules.ts';
import type { LinkReasonRow, LinkRow, StoredLink } from './link.entity.ts';
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

/** The engine's links as rows of the persons that its groups turned out to be. */
export const linkRowsOf = (
  linked: readonly LinkedPerson[],
  personOf: ReadonlyMap<string, string>,
  modelVersion: string,
): StoredLink[] =>
  linked.flatMap(({ links }) =>
    links.map(({ left, right, weight, probability, reasons }) => ({
      personId: personOf.get(left) ?? '',
      leftRecord: left,
      rightRecord: right,
      weight,
      probability,
      reasons: JSON.stringify(reasons),
      modelVersion,
    })),
  );

/** Codes of the sentences for the engine's reasons; a variant of a name has one for each kind. */
export type SentenceCode =
  | Exclude<ReasonCode, 'NAME_VARIANT'>
  | `NAME_VARIANT_${'CHARACTER_FORM' | 'ORDER' | 'ONE_CHARACTER'}`;

/** Which sentence says a reason, and with which words: its weight has a sign and one decimal. */
export const sentenceOf = ({ code, params }: Pick<Reason | LinkReasonRow, 'code' | 'params'>) => ({
  code: params.kind === undefined ? code : `${code}_${params.kind}`,
  params: { ...params, weight: signed(Number(params.weight ?? 0)) } satisfies MessageParams,
});

const signed = (bits: number): string => `${bits < 0 ? '−' : '+'}${Math.abs(bits).toFixed(1)}`;
