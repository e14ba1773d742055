import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Viewer } from '@hub/engine-policy';
import { type StatementSent, type StoreLocation, statementChannel } from '@hub/kernel';
import { subgraphNames } from '@hub/schema';
import type { House } from '../house.ts';

/** All that an asker gets to know, and what was sent to the stores for it. */
export interface Trace {
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: string;
  /** Each subgraph's reading statements in the order of their texts. */
  readonly statements: readonly string[];
}

export interface Asked {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Asks one house on behalf of one viewer. */
export type Session = (asked: Asked, headers?: Readonly<Record<string, string>>) => Promise<Trace>;

// They differ between two requests of the same words: the id of a request is random, the date is the machine's.
const headersOfEachRequest: ReadonlySet<string> = new Set(['date', 'x-request-id', 'connection', 'keep-alive']);

/** Sessions of one name share a token, and what a token may spend is told with each answer. */
export async function openSession(house: House, viewer: Viewer, name: string): Promise<Session> {
  const { role, divisions, organisation, purpose, basis } = viewer;
  const token = await house.token({
    role,
    tokenSeed: `token-${name}-${role}-${divisions[0]}`,
    ...(divisions[0] && { division: divisions[0] }),
    ...(organisation && { organisation }),
  });
  return async ({ query, variables }, headers = {}) => {
    const ask = async () => {
      const response = await fetch(`${house.url}/graphql`, {
        method: 'POST',
        body: JSON.stringify({ query, variables }),
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${token}`,
          'accept-language': 'en',
          ...(purpose && { 'x-hub-purpose': purpose }),
          ...(basis && { 'x-hub-basis': basis }),
          ...headers,
        },
      });
      return { response, body: await response.text() };
    };
    const { result, statements } = await withStatements(house, ask);
    const { response, body } = result;
    const told = [...response.headers].filter(([name]) => !headersOfEachRequest.has(name));
    return { status: response.status, headers: told.map((pair) => pair.join(': ')), body, statements };
  };
}

const keyOf = (location: StoreLocation): string =>
  location.dialect === 'sqlite' ? location.file : `${location.url} ${location.schema}`;

async function withStatements<Result>(house: House, work: () => Promise<Result>) {
  const names = new Map(subgraphNames.map((name) => [keyOf(house.place(name)), name]));
  const statements: string[] = [];
  const listen = (message: unknown) => {
    const { location, statement } = message as StatementSent;
    const name = names.get(keyOf(location));
    if (name) statements.push(`${name}: ${statement}`);
  };
  subscribe(statementChannel.name, listen);
  try {
    return { result: await work(), statements: statements.sort() };
  } finally {
    unsubscribe(statementChannel.name, listen);
  }
}
