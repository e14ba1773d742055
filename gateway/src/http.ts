import type { Server } from 'node:http';
import { introspectionRoles } from '@hub/engine-policy';
import { HubError, type Ids } from '@hub/kernel';
import { type FastifyHttpOptions, type FastifyInstance, type FastifyRequest, fastify } from 'fastify';
import { routeDelegated } from './delegated.ts';
import { serveExplorer } from './explorer.ts';
import { answerGraphql } from './graphqlRoute.ts';
import type { Bounds } from './guards/bounds.ts';
import { type HttpParts, wishOf } from './httpParts.ts';
import { refuseBroken } from './refuseBroken.ts';
import { setSecurityHeaders } from './securityHeaders.ts';
import { sendError } from './sendError.ts';

export interface Http {
  /** Listens and gives the address; rejects when the port is taken. */
  listen(host: string, port: number): Promise<string>;
  close(): Promise<void>;
}

/** The one door: GraphQL, explorer, health, metrics and the published schema. */
export function createHttp(parts: HttpParts): Http {
  const { bounds, ids } = parts;
  const app = fastify(optionsOf(parts));
  boundConnections(app.server, bounds);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', requestIdOf(request, ids));
    setSecurityHeaders(request, reply);
    if (request.headers.host === undefined) throw new HubError('BAD_USER_INPUT', 'BAD_REQUEST');
    if (request.raw.rawHeaders.length / 2 > bounds.headers)
      throw new HubError('TOO_COMPLEX', 'TOO_MANY_HEADERS', { most: bounds.headers });
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

const optionsOf = ({ bounds, ids, trustedProxies }: HttpParts): FastifyHttpOptions<Server> => ({
  bodyLimit: bounds.bodyBytes,
  requestTimeout: bounds.requestSeconds * 1000,
  connectionTimeout: bounds.idleSeconds * 1000,
  keepAliveTimeout: bounds.keepAliveSeconds * 1000,
  forceCloseConnections: true,
  ...(trustedProxies.length > 0 && { trustProxy: [...trustedProxies] }),
  clientErrorHandler: (error, socket) => refuseBroken(error.code, socket, ids),
  http: {
    maxHeaderSize: bounds.headerBytes,
    headersTimeout: Math.min(bounds.headersSeconds, bounds.requestSeconds) * 1000,
    // How often Node looks for those who are late.
    connectionsCheckingInterval: Math.min(bounds.headersSeconds * 500, 5000),
    insecureHTTPParser: false,
    // Node's own refusal has neither a body nor a request id.
    requireHostHeader: false,
  },
});

function boundConnections(server: Server, { connections, headers }: Bounds): void {
  server.maxConnections = connections;
  // Node drops what is beyond this silently: it must let one more in than is taken, for the refusal to see it.
  server.maxHeadersCount = headers + 1;
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
    const identified = await parts.identify(request.raw, String(reply.getHeader('x-request-id')), wishOf(request));
    if (!identified) throw new HubError('UNAUTHENTICATED');
    if (!introspectionRoles.has(identified.viewer.role)) throw new HubError('FORBIDDEN', 'NO_INTROSPECTION');
    return reply.type('text/plain; charset=utf-8').send(parts.publishedSdl);
  });
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    handler: (request, reply) => answerGraphql(parts, request, reply),
  });
  if (parts.askKey) routeDelegated(app, parts.askKey, parts.ask, parts.clock);
  app.setNotFoundHandler((request, reply) => {
    if (!request.url.startsWith('/graphql')) return reply.code(404).type('text/plain').send('Not found\n');
    reply.header('allow', 'GET, POST');
    throw new HubError('BAD_USER_INPUT', 'METHOD');
  });
}

const requestIdOf = (request: FastifyRequest, ids: Ids): string => {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,64}$/.test(given) ? given : ids('request');
};
