import { ApolloServer, HeaderMap } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { createVerifier, type Keyring, signatureHeader } from '@hub/vault';
import { fastify } from 'fastify';
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

/** Serves one subgraph alone: Apollo Server in front of `execute`, the feed beside it, and nothing without a signature but health. */
export async function serveSubgraph({ subgraph, key, clock, host, port, isReady }: ServeParts): Promise<Served> {
  const apollo = apolloInFrontOf(subgraph);
  await apollo.start();
  const verifier = createVerifier(key, subgraph.name);
  const app = fastify({ bodyLimit: largestBody, requestTimeout: 60_000 });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => done(null, body));

  app.addHook('preHandler', async (request, reply) => {
    if (request.method === 'GET' && request.url.startsWith('/health/')) return;
    const signature = request.headers[signatureHeader];
    const body = typeof request.body === 'string' ? request.body : '';
    if (typeof signature === 'string' && verifier.verify(signature, request.url, body, clock())) return;
    await reply.code(401).send({ errors: [{ message: 'Unauthorized', extensions: { code: 'UNAUTHENTICATED' } }] });
  });
  app.get('/health/live', async () => ({ live: true }));
  app.get('/health/ready', async (_request, reply) => reply.code(isReady() ? 200 : 503).send({ ready: isReady() }));
  app.post('/feed/head', async () => subgraph.feed.head());
  app.post('/feed/pull', async (request) => {
    const ended = new AbortController();
    request.raw.once('close', () => ended.abort());
    return subgraph.feed.pull(JSON.parse(request.body as string) as FeedRequest, ended.signal);
  });
  app.post('/graphql', async (request, reply) => {
    const body = JSON.parse(request.body as string) as { extensions: { caller: Caller } };
    const headers = new HeaderMap(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: 'POST', headers, search: '', body },
      context: async () => ({ caller: body.extensions.caller }),
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
