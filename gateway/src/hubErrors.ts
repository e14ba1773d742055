import { extensionsOf, type HubError, type Language, say } from '@hub/kernel';
import { GraphQLError } from 'graphql';
import { messages } from './messages.ts';

const statuses: Readonly<Record<string, number>> = {
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  TOO_COMPLEX: 400,
  RATE_LIMITED: 429,
  SUBGRAPH_UNAVAILABLE: 503,
};

/** HTTP status of an error that ends a request before it is executed. */
export const statusOf = ({ code }: HubError): number => statuses[code] ?? 500;

/** One of our errors as Apollo Server sends it, in the caller's language. */
export const asGraphQLError = (error: HubError, language: Language): GraphQLError =>
  new GraphQLError(say(messages, language, error.messageCode, error.params), {
    extensions: { ...extensionsOf(error), http: { status: statusOf(error) } },
  });
