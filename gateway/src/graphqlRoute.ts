import { HeaderMap } from '@apollo/server';
import type { Viewer } from '@hub/engine-policy';
import { HubError, type Language } from '@hub/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type DocumentNode, GraphQLError, parse } from 'graphql';
import { createCollected, type GatewayContext } from './context.ts';
import { isHarmless } from './guards/anonymous.ts';
import { bounds } from './guards/documentBounds.ts';
import { type HttpParts, wishOf } from './httpParts.ts';

/** Answers one GraphQL request: who asks is settled before Apollo Server sees the document. */
export async function answerGraphql(parts: HttpParts, request: FastifyRequest, reply: FastifyReply) {
  const requestId = String(reply.getHeader('x-request-id'));
  const language = wishOf(request);
  if (!parts.readiness.isReady()) {
    reply.header('retry-after', '2');
    throw new HubError('SUBGRAPH_UNAVAILABLE', 'NOT_READY', {
      progress: parts.readiness.progress(),
      department: 'hub',
    });
  }
  const search = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
  const body = request.method === 'POST' ? bodyOf(request) : undefined;
  const viewer = await parts.identify(request.headers, requestId, language);
  if (!viewer) refuseAnonymous(request.method === 'POST' ? body : { query: new URLSearchParams(search).get('query') });

  const answer = await parts.apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: request.method, headers: headersOf(request), search, body },
    context: async () => contextOf(parts, request, viewer, requestId, language),
  });
  for (const [name, value] of answer.headers) if (name !== 'cache-control') reply.header(name, value);
  return reply.code(answer.status ?? 200).send(answer.body.kind === 'complete' ? answer.body.string : '');
}

const contextOf = (
  parts: HttpParts,
  request: FastifyRequest,
  viewer: Viewer | null,
  requestId: string,
  language: Language,
): GatewayContext => {
  const key = request.headers['idempotency-key'];
  return {
    viewer,
    caller: {
      viewer,
      requestId,
      language,
      now: parts.clock().toISOString(),
      idempotencyKey: typeof key === 'string' ? key : null,
    },
    collected: createCollected(),
  };
};

/** JSON is parsed here for JSON content only; anything else goes on as it is, for Apollo Server to refuse. */
function bodyOf(request: FastifyRequest): unknown {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return request.body;
  let body: unknown;
  try {
    body = JSON.parse(String(request.body ?? ''));
  } catch {
    throw new HubError('BAD_USER_INPUT', 'BAD_JSON');
  }
  if (Array.isArray(body)) throw new HubError('BAD_USER_INPUT', 'BATCHING');
  return body;
}

/** Without a token there is no data, no introspection, and no validation that names what there is. */
function refuseAnonymous(body: unknown): void {
  const query = typeof body === 'object' && body !== null && 'query' in body ? body.query : undefined;
  if (typeof query !== 'string') return;
  const document = parsed(query);
  if (document && !isHarmless(document)) throw new HubError('UNAUTHENTICATED');
}

/** A document that does not parse tells nothing, so Apollo Server may say where it breaks. */
function parsed(query: string): DocumentNode | null {
  try {
    return parse(query, { maxTokens: bounds.tokens, noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

const headersOf = (request: FastifyRequest): HeaderMap => {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
};
