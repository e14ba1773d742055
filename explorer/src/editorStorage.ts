import type { Storage as EditorStorage } from '@graphiql/toolkit';

const PREFIX = 'graphiql:';
const LAYOUT = ['theme', 'visiblePlugin', 'docExplorerFlex', 'editorFlex', 'secondaryEditorFlex'].map(
  (key) => PREFIX + key,
);
const NEVER = ['headers', 'shouldPersistHeaders'].map((key) => PREFIX + key);

const keysOf = (store: Storage): string[] =>
  Array.from({ length: store.length }, (_, index) => store.key(index) ?? '').filter((key) => key.startsWith(PREFIX));

/**
 * Where the editor keeps things. Layout stays on the machine. Questions and variables may name people, so they live in
 * `tab` (`sessionStorage`) and end with it. Headers are never kept, whatever the editor's settings say; GraphiQL itself
 * leaves results out.
 */
export const createEditorStorage = (tab: Storage, machine: Storage): EditorStorage => {
  const storeOf = (key: string): Storage => (LAYOUT.includes(key) ? machine : tab);
  return {
    getItem: (key) => storeOf(key).getItem(key),
    setItem: (key, value) => {
      if (!NEVER.includes(key)) storeOf(key).setItem(key, value);
    },
    removeItem: (key) => storeOf(key).removeItem(key),
    clear: () => {
      for (const store of [tab, machine]) for (const key of keysOf(store)) store.removeItem(key);
    },
    get length() {
      return keysOf(tab).length + keysOf(machine).length;
    },
  };
};

/** A question as the editor holds it: its text and its variables as JSON text. */
export interface Question {
  readonly query: string;
  readonly variables: string;
}

const textOr = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

/**
 * The question to open with: the one of the active editor tab if this browser tab has one, else `first`. GraphiQL
 * alone forgets the variables of a tab that was not edited since it was opened.
 */
export const openingQuestion = (tab: Storage, first: Question): Question => {
  try {
    const kept = JSON.parse(tab.getItem(`${PREFIX}tabState`) ?? '');
    const active = kept.tabs[kept.activeTabIndex];
    return { query: textOr(active.query, ''), variables: textOr(active.variables, '') };
  } catch {
    return first;
  }
};
