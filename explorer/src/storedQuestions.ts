import type { Question } from './editorStorage.ts';

/** A stored question as the bar lists it. */
export interface StoredQuestion {
  readonly id: string;
  readonly title: string;
}

/** Asks `/graphql` with what the bar says. */
export type Ask = (query: string, variables: Readonly<Record<string, unknown>>) => Promise<unknown>;

const list = '{ trustedOperations(first: 100) { edges { node { id title } } } }';
const one = 'query ($id: ID!) { trustedOperation(id: $id) { document variablesToday } }';

const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, name) => (inner as Readonly<Record<string, unknown>> | null)?.[name], value);

/** The stored questions that the token may open, by title; none when the hub does not say. */
export async function listStored(ask: Ask): Promise<readonly StoredQuestion[]> {
  const edges = at(await ask(list, {}), 'data', 'trustedOperations', 'edges');
  if (!Array.isArray(edges)) return [];
  return edges
    .map((edge) => ({ id: String(at(edge, 'node', 'id')), title: String(at(edge, 'node', 'title')) }))
    .toSorted((left, right) => left.title.localeCompare(right.title));
}

/** A stored question with the values that it has for the asker today; `null` when there is none for her. */
export async function openStored(ask: Ask, id: string): Promise<Question | null> {
  const stored = at(await ask(one, { id }), 'data', 'trustedOperation');
  const [query, variables] = [at(stored, 'document'), at(stored, 'variablesToday')];
  if (typeof query !== 'string') return null;
  const values = typeof variables === 'string' ? JSON.parse(variables) : {};
  return { query, variables: JSON.stringify(values, null, 2) };
}

const PARAMETER = 'question';
const KEYS = { next: 'hub.nextQuestion', opened: 'hub.openedQuestion' } as const;

/** The permanent link of a stored question, relative to the page. */
export const linkOf = (id: string): string => `?${new URLSearchParams({ [PARAMETER]: id })}`;

/** The stored question that the page's link names. */
export const openQuestionOf = (search: string): string | null => new URLSearchParams(search).get(PARAMETER);

/** The stored question that a link names and that this tab has not opened yet. */
export function linkedQuestion(search: string, tab: Storage): string | null {
  const id = openQuestionOf(search);
  return id === tab.getItem(KEYS.opened) ? null : id;
}

/** Leaves a question for the page to open with when it is loaded again; it holds what this tab may see only. */
export function leaveForReload(tab: Storage, id: string, question: Question): void {
  tab.setItem(KEYS.opened, id);
  tab.setItem(KEYS.next, JSON.stringify(question));
}

/** Takes the question that was left, once. */
export function takeLeft(tab: Storage): Question | null {
  const left = tab.getItem(KEYS.next);
  tab.removeItem(KEYS.next);
  return left === null ? null : (JSON.parse(left) as Question);
}
