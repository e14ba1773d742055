// A map, because Monaco says "constructor", which every object knows.
let dictionary: ReadonlyMap<string, string> = new Map();

/** From now on `word` answers out of `entries` (English to Chinese); to be called before the editor is loaded. */
export const speak = (entries: Readonly<Record<string, string>>): void => {
  dictionary = new Map(Object.entries(entries));
};

const SHORTCUT = /^(.+?) \(([^()]+)\)$/;
const GO_BACK = 'Go back to ';
const SEARCH = /^Search (.+)\.\.\.$/;

/**
 * The word for `english` in the page's language, or `english` itself where there is none. Knows GraphiQL's three
 * composed forms: `Copy query (Shift-Ctrl-C)`, `Go back to Need`, `Search Need...`.
 */
export const word = (english: string): string => {
  const exact = dictionary.get(english);
  if (exact !== undefined) return exact;
  const shortcut = SHORTCUT.exec(english);
  const labelled = shortcut?.[1] === undefined ? undefined : dictionary.get(shortcut[1]);
  if (labelled !== undefined) return `${labelled}（${shortcut?.[2]}）`;
  const back = dictionary.get(GO_BACK);
  if (back !== undefined && english.startsWith(GO_BACK)) return back + word(english.slice(GO_BACK.length));
  const searched = SEARCH.exec(english)?.[1];
  const search = dictionary.get('Search ');
  if (search !== undefined && searched !== undefined) return `${search}${word(searched)}…`;
  return english;
};
