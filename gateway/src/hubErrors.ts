import { extensionsOf, HubError, type Language, say } from '@hub/kernel';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Bounds } from './guards/bounds.ts';
import { messages } from './messages.ts';

const statuses: Readonly<Record<string, number>> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  TOO_COMPLEX: 400,
  RATE_LIMITED: 429,
  SUBGRAPH_UNAVAILABLE: 503,
};

/** HTTP statuses that say more than the code of the error does. */
const statusesOfMessages: Readonly<Record<string, number>> = {
  BODY_TOO_LARGE: 413,
  BAD_ENCODING: 415,
  BAD_CHARSET: 415,
  TOO_MANY_HEADERS: 431,
  METHOD: 405,
};

/** HTTP status of an error that ends a request before it is executed. */
export const statusOf = ({ code, messageCode }: HubError): number =>
  statusesOfMessages[messageCode] ?? statuses[code] ?? 500;

/** One of our errors as Apollo Server sends it, in the caller's language. */
export const asGraphQLError = (error: HubError, language: Language): GraphQLError =>
  new GraphQLError(say(messages, language, error.messageCode, error.params), {
    extensions: { ...extensionsOf(error), http: { status: statusOf(error) } },
  });

interface Told {
  readonly errors: readonly GraphQLFormattedError[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** One of our errors as the body of an answer; what costs too much, at once or for now, says its cost. */
export function toldOf(error: HubError, language: Language): Told {
  const { messageCode, params } = error;
  const { requested, limit, remaining } = params;
  return {
    errors: [{ message: say(messages, language, messageCode, params), extensions: extensionsOf(error) }],
    ...(requested !== undefined && { extensions: { cost: { requested, limit, remaining } } }),
  };
}

/** What Fastify throws for a request that is not well-formed is the client's mistake; anything else that is not ours is a fault. */
export function hubErrorOf(
  error: Error & { readonly statusCode?: number },
  { bodyBytes }: Pick<Bounds, 'bodyBytes'>,
): HubError {
  if (error instanceof HubError) return error;
  if (error.statusCode === 413) return new HubError('TOO_COMPLEX', 'BODY_TOO_LARGE', { most: bodyBytes });
  return error.statusCode && error.statusCode < 500
    ? new HubError('BAD_USER_INPUT', 'BAD_REQUEST')
    : new HubError('INTERNAL_SERVER_ERROR');
}
