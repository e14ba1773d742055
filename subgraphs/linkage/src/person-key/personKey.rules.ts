import { kindOfSource, type Source, sources } from '../record/record.entity.ts';

/** Records whose person's key somebody reads, as the feed names them; who is which resident is told to civil affairs alone. */
export const keyedRecordsOf = (
  keys: readonly string[],
): { readonly kind: (typeof kindOfSource)[Source]; readonly id: string }[] =>
  keys.flatMap((key) =>
    sources
      .filter((source) => source !== 'civil-affairs' && key.startsWith(`${source}:`))
      .map((source) => ({ kind: kindOfSource[source], id: key.slice(source.length + 1) })),
  );
