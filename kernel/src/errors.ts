import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { kernelMessages } from './kernelMessages.ts';
import { type Catalogue, type Language, type MessageParams, say } from './messages.ts';

/** The closed list; a new code is a change of contract. */
export const errorCodes = [
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'REFUSED',
  'CONFLICT',
  'TOO_COMPLEX',
  'RATE_LIMITED',
  'SUBGRAPH_UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
] as const;
export type ErrorCode = (typeof errorCodes)[number];

/** What is wrong with one value: `message` is a code of the catalogue. */
export interface Problem {
  readonly field: string;
  readonly message: string;
  readonly params?: MessageParams;
}

/** What a rule returns instead of a change: a reason and its parameters, no sentence. */
export interface Refusal {
  readonly refused: string;
  readonly params: MessageParams;
}

export const refuse = (refused: string, params: MessageParams = {}): Refusal => ({ refused, params });

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'refused' in value && typeof value.refused === 'string';

/** Our one exception: a code of the closed list, and a message of the catalogue with its parameters. */
export class HubError extends Error {
  readonly code: ErrorCode;
  readonly messageCode: string;
  readonly params: MessageParams;

  constructor(code: ErrorCode, messageCode: string = code, params: MessageParams = {}) {
    super(`${code}: ${messageCode}`);
    this.name = 'HubError';
    this.code = code;
    this.messageCode = messageCode;
    this.params = params;
  }
}

/** The change that a rule allowed; a refusal is thrown, so that the transaction rolls back. */
export function accept<Change>(decision: Change | Refusal): Change {
  if (isRefusal(decision)) throw new HubError('REFUSED', decision.refused, decision.params);
  return decision;
}

/** Ends the command with FORBIDDEN unless the viewer may do this kind of thing at all. */
export function permit(allowed: boolean): void {
  if (!allowed) throw new HubError('FORBIDDEN');
}

const hubErrorOf = (error: GraphQLError): HubError | undefined => {
  const { originalError } = error;
  if (originalError instanceof HubError) return originalError;
  return undefined;
};

/** Extensions of the wire for an error of ours. */
export const extensionsOf = (error: HubError): Record<string, unknown> => ({
  code: error.code,
  ...(error.code === 'REFUSED' && { reason: error.messageCode }),
  ...(error.code === 'SUBGRAPH_UNAVAILABLE' && { department: error.params.department }),
});

/** Turns whatever was thrown into words for a client; faults are masked, and given to `onFault` once. */
export function maskError(
  error: GraphQLError,
  language: Language,
  messages: Catalogue,
  onFault: (fault: unknown) => void,
): GraphQLFormattedError {
  const place = { ...(error.locations && { locations: error.locations }), ...(error.path && { path: error.path }) };
  const ours = hubErrorOf(error);
  if (ours)
    return {
      message: say(messages, language, ours.messageCode, ours.params),
      ...place,
      extensions: extensionsOf(ours),
    };
  if (!error.originalError || isInputError(error)) {
    return { message: error.message, ...place, extensions: { code: 'BAD_USER_INPUT' } };
  }
  onFault(error.originalError);
  return {
    message: say(kernelMessages, 'en', 'INTERNAL_SERVER_ERROR'),
    ...place,
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
}

const isInputError = (error: GraphQLError): boolean =>
  error.extensions.code === 'BAD_USER_INPUT' || error.originalError instanceof GraphQLError;
