const wordsOf = (value: unknown): string =>
  Array.isArray(value)
    ? value.map(wordsOf).join(', ')
    : typeof value === 'object' && value !== null
      ? Object.values(value).map(wordsOf).filter(Boolean).join(' · ')
      : value === null || value === undefined
        ? ''
        : String(value);

/**
 * One line for each entry of `extensions.withheld` in the text of an answer: its field, class and what would be needed, in
 * the order the hub sent them. An answer without the entry is not even parsed, because answers can be large.
 */
export const withheldIn = (answer: string | null | undefined): readonly string[] => {
  if (!answer?.includes('"withheld"')) return [];
  try {
    const entries: unknown = JSON.parse(answer).extensions?.withheld;
    return Array.isArray(entries) ? entries.map(wordsOf).filter(Boolean) : [];
  } catch {
    return [];
  }
};
