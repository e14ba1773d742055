import type { ApolloServer } from '@apollo/server';
import { type AskPort, type Clock, type Ids, type Language, type Log, languageOf, type Registry } from '@hub/kernel';
import type { Keyring } from '@hub/vault';
import type { FastifyRequest } from 'fastify';
import type { GatewayContext } from './context.ts';
import type { Bounds } from './guards/bounds.ts';
import type { CheckQuestion } from './guards/checkQuestion.ts';
import type { Spending } from './guards/spending.ts';
import type { Identify } from './identify.ts';

/** Where a start stands; `progress` is one line for people. */
export interface Readiness {
  isReady(): boolean;
  progress(): string;
}

export interface HttpParts {
  readonly apollo: ApolloServer<GatewayContext>;
  readonly identify: Identify;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly registry: Registry;
  readonly readiness: Readiness;
  readonly explorerFolder: string;
  readonly bounds: Bounds;
  readonly spending: Spending;
  readonly checkQuestion: CheckQuestion;
  /** Addresses of proxies whose word is taken for how a request came; none when it is empty. */
  readonly trustedProxies: readonly string[];
  /** How workers ask; over HTTP only where there is a key with which they sign. */
  readonly ask: AskPort;
  readonly askKey?: Keyring;
  /** The graph with its descriptions and classes. */
  readonly publishedSdl: string;
}

/** The language that a request asks for. */
export const wishOf = (request: FastifyRequest): Language => languageOf(request.headers['accept-language']);

/** Whether a client asked for the media type whose HTTP statuses tell of GraphQL errors too. */
export const readsGraphqlResponses = (accept: string | undefined): boolean =>
  accept?.includes('application/graphql-response+json') ?? false;
