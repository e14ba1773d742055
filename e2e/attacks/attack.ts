import { expect } from 'vitest';
import type { Answer } from '../house.ts';

/** Lists of attacks that others published, and what findings of our own added to them. */
export type AttackList =
  | 'graphql-cop'
  | 'graphql-armor'
  | 'OWASP GraphQL'
  | 'OWASP API'
  | 'OWASP JWT'
  | 'RFC 8725'
  | 'own';

export interface Attack {
  readonly list: AttackList;
  readonly name: string;
  /** Sent as `{ query, variables, operationName }` unless there is a body. */
  readonly query?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly method?: string;
  /** What follows `/graphql`. */
  readonly search?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Who attacks; an officer unless told otherwise. */
  readonly by?: 'officer' | 'partner' | 'nobody';
  readonly status: number;
  /** Code of the first error; `null` when there is none. */
  readonly code: string | null;
  /** What the answer says. */
  readonly says?: RegExp;
  /** What the answer must not say, beside what no answer may. */
  readonly never?: RegExp;
}

/** What no answer may say, whatever was asked. */
const leaks =
  /node_modules|\.ts:\d|at \w+ \(|SqliteError|select .* from|serviceName|stacktrace|ECONNREFUSED|\/work\/|join__/i;

export interface Struck {
  readonly response: Response;
  readonly text: string;
  readonly answer: Answer;
}

/** Sends an attack, and checks what must hold of every answer. */
export async function strike(url: string, attack: Attack, tokens: Readonly<Record<string, string>>): Promise<Struck> {
  const { query, variables, operationName, method = 'POST', search = '', by = 'officer' } = attack;
  const body = attack.body ?? JSON.stringify({ query, variables, operationName });
  const token = tokens[by];
  const response = await fetch(`${url}/graphql${search}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(method === 'POST' && { 'content-type': 'application/json' }),
      'x-hub-purpose': 'RESOURCE_MATCHING',
      ...(token && { authorization: `Bearer ${token}` }),
      ...attack.headers,
    },
    ...(method === 'POST' && { body }),
  });
  const text = await response.text();
  expect(response.status, text).toBeLessThan(500);
  expect(text).not.toMatch(leaks);
  expect(response.headers.get('x-request-id')).toBeTruthy();
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
  return { response, text, answer: (text.startsWith('{') ? JSON.parse(text) : {}) as Answer };
}

/** Whether an attack got what its row says and nothing else. */
export function expectRefusal({ status, code, says, never }: Attack, { response, text, answer }: Struck): void {
  const met = { status: response.status, code: answer.errors?.[0]?.extensions.code ?? null };
  expect(met, text).toEqual({ status, code });
  if (says) expect(text).toMatch(says);
  if (never) expect(text).not.toMatch(never);
}
