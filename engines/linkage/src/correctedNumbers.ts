import { type IdentityFields, judgeIdentity } from './judgeIdentity.ts';
import type { LinkModel } from './model.ts';
import { normaliseName } from './normaliseName.ts';

/** A record as far as a correction of its number is judged. */
type Holder = {
  readonly key: string;
  readonly pseudonym: string | null;
  readonly corrections?: readonly string[];
  readonly name: string;
  readonly bornOn: string | null;
  readonly gender: IdentityFields['gender'];
};

const fieldsOf = ({ name, bornOn, gender }: Holder): IdentityFields => ({
  name: normaliseName(name),
  bornOn,
  gender,
});

/**
 * The number (as a pseudonym) that a record without a valid one must have meant, by the record's key: that one of its candidates whose
 * holder has the same name and birth date. When several candidates are held by such people, none is taken.
 */
export const correctedNumbers = (
  records: readonly Holder[],
  ignored: ReadonlySet<string>,
  model: LinkModel,
): ReadonlyMap<string, string> => {
  const mistyped = records.filter(({ pseudonym, corrections }) => pseudonym === null && (corrections?.length ?? 0) > 0);
  const wanted = new Set(mistyped.flatMap(({ corrections }) => corrections ?? []));
  const holders = Map.groupBy(
    records.filter(({ pseudonym }) => pseudonym !== null && wanted.has(pseudonym) && !ignored.has(pseudonym)),
    ({ pseudonym }) => pseudonym ?? '',
  );
  const corrected = new Map<string, string>();
  for (const record of mistyped) {
    const own = fieldsOf(record);
    const confirmed = [...new Set(record.corrections)].filter((candidate) =>
      holders.get(candidate)?.some((holder) => judgeIdentity(own, fieldsOf(holder), model, true).agrees),
    );
    const [only, ...others] = confirmed;
    if (only !== undefined && others.length === 0) corrected.set(record.key, only);
  }
  return corrected;
};
