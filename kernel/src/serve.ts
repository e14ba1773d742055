import { ApolloServer, HeaderMap } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createVerifier, type Keyring, signatureHeader } from '@hub/vault';
import { type FastifyReply, type FastifyRequest, fastify } from 'fastify';
import { GraphQLError, type GraphQLFormattedError, parse } from 'graphql';
import type { Clock } from './clock.ts';
import type { FeedRequest } from './feed/feed.ts';
import type { Caller, Subgraph } from './subgraph.ts';

export interface ServeParts {
  readonly subgraph: Subgraph;
  /** Key of this subgraph's carrier. */
  readonly key: Keyring;
  readonly clock: Clock;
  readonly host: string;
  readonly port: number;
  readonly isReady: () => boolean;
  /** How long a request may take to arrive whole. */
  readonly requestTimeoutMs?: number;
}

export interface Served {
  /** Base address, such as `http://127.0.0.1:41234`. */
  readonly url: string;
  close(): Promise<void>;
}

interface CarriedContext {
  readonly caller: Caller;
}

const largestBody = 4 * 1024 * 1024;
const compressed = { message: 'Compressed bodies are not taken.', extensions: { code: 'BAD_USER_INPUT' } };

/** Serves one subgraph alone: Apollo Server in front of `execute`, the feed beside it, and nothing without a signature but health. */
export async function serveSubgraph({
  subgraph,
  key,
  clock,
  host,
  port,
  isReady,
  requestTimeoutMs = 10_000,
}: ServeParts): Promise<Served> {
  const apollo = apolloInFrontOf(subgraph);
  await apollo.start();
  const verifier = createVerifier(key, subgraph.name, clock());
  const app = fastify({
    bodyLimit: largestBody,
    requestTimeout: requestTimeoutMs,
    http: { headersTimeout: requestTimeoutMs, connectionsCheckingInterval: Math.min(requestTimeoutMs, 1_000) },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));

  const isOpen = ({ method, url }: FastifyRequest) => method === 'GET' && url.startsWith('/health/');
  const refuse = (reply: FastifyReply) =>
    reply.code(401).send({ errors: [{ message: 'Unauthorized', extensions: { code: 'UNAUTHENTICATED' } }] });
  // Nobody's body is read who could not have signed it, and none that is not what was signed.
  app.addHook('onRequest', async (request, reply) => {
    if (isOpen(request)) return;
    if (!verifier.isPlausible(request.headers[signatureHeader], clock())) return refuse(reply);
    if (request.headers['content-encoding'] !== undefined) return reply.code(415).send({ errors: [compressed] });
  });
  app.addHook('preHandler', async (request, reply) => {
    if (isOpen(request)) return;
    const { method, url: path, body } = request;
    const carried = { method, path, body: typeof body === 'string' ? body : '' };
    if (!verifier.verify(request.headers[signatureHeader], carried, clock())) return refuse(reply);
  });
  app.get('/health/live', async () => ({ live: true }));
  app.get('/health/ready', async (_request, reply) => reply.code(isReady() ? 200 : 503).send({ ready: isReady() }));
  app.post('/feed/head', async () => subgraph.feed.head());
  app.post('/feed/pull', async (request, reply) => {
    return subgraph.feed.pull(JSON.parse(request.body as string) as FeedRequest, closeOf(reply));
  });
  app.post('/graphql', async (request, reply) => {
    const body = JSON.parse(request.body as string) as { extensions: { caller: Caller } };
    const headers = new HeaderMap(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: 'POST', headers, search: '', body },
      context: async () => ({ caller: { ...body.extensions.caller, withdrawn: closeOf(reply) } }),
    });
    for (const [name, value] of answer.headers) reply.header(name, value);
    return reply.code(answer.status ?? 200).send(answer.body.kind === 'complete' ? answer.body.string : '');
  });

  const url = await app.listen({ host, port });
  return {
    url,
    async close() {
      app.server.closeAllConnections();
      await app.close();
      await apollo.stop();
    },
  };
}

/** A request is closed as soon as it is read; its answer, when it is sent or nobody takes it any more. */
function closeOf(reply: FastifyReply): AbortSignal {
  const ended = new AbortController();
  reply.raw.once('close', () => ended.abort());
  return ended.signal;
}

/** Apollo Server whose executor is the subgraph's own `execute`, so that both modes answer with the same words. */
function apolloInFrontOf(subgraph: Subgraph): ApolloServer<CarriedContext> {
  const schema = buildSubgraphSchema({ typeDefs: parse(subgraph.sdl) });
  const gateway: GatewayInterface = {
    onSchemaLoadOrUpdate: (callback) => {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => {};
    },
    load: async () => ({
      executor: async ({ request, context }) => {
        const { caller } = context as CarriedContext;
        const { disclosures, withheld, data, errors } = await subgraph.execute(
          {
            query: request.query ?? '',
            operationName: request.operationName ?? null,
            variables: request.variables ?? {},
          },
          caller,
        );
        return {
          data: data ?? null,
          ...(errors && { errors: errors.map(asInstance) }),
          extensions: { disclosures, withheld },
        };
      },
    }),
    stop: async () => {},
  };
  return new ApolloServer<CarriedContext>({
    gateway,
    plugins: [ApolloServerPluginInlineTraceDisabled()],
    introspection: false,
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (formatted) => formatted,
  });
}

/** Apollo Server masks what is no instance of its error class. */
const asInstance = ({ message, path, extensions }: GraphQLFormattedError): GraphQLError =>
  new GraphQLError(message, { ...(path && { path }), ...(extensions && { extensions }) });
