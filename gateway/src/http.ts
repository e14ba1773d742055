import { HubError, type Ids } from '@hub/kernel';
import { type FastifyInstance, type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { serveExplorer } from './explorer.ts';
import { answerGraphql } from './graphqlRoute.ts';
import { type HttpParts, readsGraphqlResponses, wishOf } from './httpParts.ts';
import { asGraphQLError, statusOf } from './hubErrors.ts';

export interface Http {
  /** Listens and gives the address; rejects when the port is taken. */
  listen(host: string, port: number): Promise<string>;
  close(): Promise<void>;
}

export const largestBody = 256 * 1024;

/** The one door: GraphQL, explorer, health, metrics and the published schema. */
export function createHttp(parts: HttpParts): Http {
  const app = fastify({
    bodyLimit: largestBody,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    forceCloseConnections: true,
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', requestIdOf(request, parts.ids));
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'no-referrer');
    reply.header('cache-control', 'no-store');
  });
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) =>
    sendError(parts, error, request, reply),
  );
  routes(app, parts);
  serveExplorer(app, parts.explorerFolder);
  return {
    listen: (host, port) => app.listen({ host, port }),
    close: () => app.close(),
  };
}

function routes(app: FastifyInstance, parts: HttpParts): void {
  const { readiness, registry } = parts;
  app.get('/health/live', async () => ({ live: true }));
  app.get('/health/ready', async (_request, reply) => {
    const ready = readiness.isReady();
    return reply.code(ready ? 200 : 503).send({ ready, ...(!ready && { progress: readiness.progress() }) });
  });
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
  app.get('/schema', async (request, reply) => {
    const viewer = await parts.identify(request.headers, String(reply.getHeader('x-request-id')), wishOf(request));
    if (!viewer) throw new HubError('UNAUTHENTICATED');
    return reply.type('text/plain; charset=utf-8').send(parts.publishedSdl());
  });
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: (request, reply) => answerGraphql(parts, request, reply),
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).type('text/plain').send('Not found\n'));
}

const requestIdOf = (request: FastifyRequest, ids: Ids): string => {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,64}$/.test(given) ? given : ids('request');
};

/** Errors outside an execution have the form of a GraphQL answer too, so that a client has one way to read them. */
function sendError(
  { log }: HttpParts,
  error: Error & { statusCode?: number },
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const told = hubErrorOf(error);
  if (told.code === 'INTERNAL_SERVER_ERROR')
    log.error('fault', { requestId: reply.getHeader('x-request-id'), kind: error.name });
  const { message, extensions } = asGraphQLError(told, wishOf(request));
  const { http: _, ...rest } = extensions;
  const status = error.statusCode && error.statusCode < 500 ? error.statusCode : statusOf(told);
  return reply
    .code(status)
    .type(answerType(request))
    .send(JSON.stringify({ errors: [{ message, extensions: rest }] }));
}

const hubErrorOf = (error: Error & { statusCode?: number }): HubError => {
  if (error instanceof HubError) return error;
  if (error.statusCode === 413) return new HubError('TOO_COMPLEX', 'BODY_TOO_LARGE', { most: largestBody });
  return error.statusCode && error.statusCode < 500
    ? new HubError('BAD_USER_INPUT', 'BAD_JSON')
    : new HubError('INTERNAL_SERVER_ERROR');
};

const answerType = (request: FastifyRequest): string =>
  readsGraphqlResponses(request.headers.accept)
    ? 'application/graphql-response+json; charset=utf-8'
    : 'application/json; charset=utf-8';
