import type { HubError } from '@hub/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type HttpParts, readsGraphqlResponses, wishOf } from './httpParts.ts';
import { hubErrorOf, statusOf, toldOf } from './hubErrors.ts';

/** Refuses a request in the form of a GraphQL answer, so that a client has one way to read errors. */
export function sendRefusal(error: HubError, request: FastifyRequest, reply: FastifyReply, status = statusOf(error)) {
  const { seconds } = error.params;
  if (typeof seconds === 'number') reply.header('retry-after', String(seconds));
  if (error.code === 'UNAUTHENTICATED') reply.header('www-authenticate', 'Bearer');
  return reply
    .code(status)
    .type(answerType(request))
    .send(JSON.stringify(toldOf(error, wishOf(request))));
}

/** Refuses a well-formed request for its document: whoever reads `application/json` gets 200 (GraphQL over HTTP, section 6.4.1). */
export function sendDocumentRefusal(error: HubError, request: FastifyRequest, reply: FastifyReply) {
  const isOfDocument = error.code === 'TOO_COMPLEX' || error.code === 'BAD_USER_INPUT';
  const isPlain = isOfDocument && !readsGraphqlResponses(request.headers.accept);
  return sendRefusal(error, request, reply, isPlain ? 200 : statusOf(error));
}

/** Whatever was thrown on the way: refusals are told, faults are logged and masked. */
export function sendError(
  { log, bounds }: Pick<HttpParts, 'log' | 'bounds'>,
  error: Error & { readonly statusCode?: number },
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const told = hubErrorOf(error, bounds);
  if (told.code === 'INTERNAL_SERVER_ERROR')
    log.error('fault', { requestId: reply.getHeader('x-request-id'), kind: error.name });
  const { statusCode } = error;
  return sendRefusal(told, request, reply, statusCode && statusCode < 500 ? statusCode : statusOf(told));
}

const answerType = (request: FastifyRequest): string =>
  readsGraphqlResponses(request.headers.accept)
    ? 'application/graphql-response+json; charset=utf-8'
    : 'application/json; charset=utf-8';
