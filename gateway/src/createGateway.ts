import { ApolloGateway } from '@apollo/gateway';
import type { QueryPlan } from '@apollo/query-planner';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import {
  type AskPort,
  type AuditPort,
  auditThrough,
  type Carrier,
  type Clock,
  HubError,
  type Ids,
  type Log,
  type Registry,
} from '@hub/kernel';
import { publishedSdl, subgraphNames, supergraphSdl } from '@hub/schema';
import type { Keyring } from '@hub/vault';
import type { JWTVerifyGetKey } from 'jose';
import { carrierDataSource } from './carriers/carrierDataSource.ts';
import { silenceTelemetry } from './config.ts';
import type { GatewayContext } from './context.ts';
import { createAsk } from './delegated.ts';
import { formatError } from './formatError.ts';
import { createQuestionCheck } from './guards/checkQuestion.ts';
import { costModelOf, typeNamesIn } from './guards/costModel.ts';
import { plainWords } from './guards/plainWords.ts';
import { createSpending } from './guards/spending.ts';
import { createHttp, type Http } from './http.ts';
import type { Readiness } from './httpParts.ts';
import { createIdentify } from './identify.ts';
import { createLoginFailures } from './loginFailures.ts';
import { requestPlugin } from './requestPlugin.ts';
import { defaultSettings, type GatewaySettings } from './settings.ts';
import { openKeySet } from './tokens/keySet.ts';
import { createTokenVerifier } from './tokens/verifyToken.ts';

export interface GatewayParts {
  /** Carriers of all subgraphs by name, `access` included. */
  readonly carriers: ReadonlyMap<string, Carrier>;
  /** Public keys of this installation's own tokens, unless the settings name another issuer's. */
  readonly tokenKeys: JWTVerifyGetKey;
  /** What an operator set; the defaults when it is left out. */
  readonly settings?: GatewaySettings;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly registry: Registry;
  readonly readiness: Readiness;
  /** Folder of the built explorer; until it is there, `/` says how to build it. */
  readonly explorerFolder: string;
  /** Key with which workers that run apart sign their questions; without it none are taken over HTTP. */
  readonly askKey?: Keyring;
  /** Told of the plan of each operation, for tests and tracing. */
  readonly onPlan?: (plan: QueryPlan) => void;
}

export interface Gateway extends Http {
  readonly audit: AuditPort;
  /** How workers ask, under a delegation. */
  readonly ask: AskPort;
}

/** Joins the subgraphs into one graph behind HTTP. */
export async function createGateway(parts: GatewayParts): Promise<Gateway> {
  silenceTelemetry();
  const { carriers, clock, ids, log, settings = defaultSettings } = parts;
  const { bounds, jwks } = settings;
  const access = carrierOf(carriers, 'access');
  const audit = auditThrough(access, clock, ids);
  const failures = createLoginFailures(audit, clock, log);
  const keyOf = jwks === null ? parts.tokenKeys : await openKeySet({ location: jwks, clock, log });
  const verifyToken = createTokenVerifier({ ...settings, keyOf, clock });
  const supergraph = supergraphSdl();
  const gateway = apolloGateway(parts);
  const apollo = new ApolloServer<GatewayContext>({
    gateway,
    introspection: true,
    persistedQueries: false,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: bounds.tokens },
    validationOptions: { maxErrors: bounds.errors },
    formatError,
    logger: quietLogger(log),
    plugins: [
      // Else a browser that opens `/graphql` gets a page of somebody else's.
      ApolloServerPluginLandingPageDisabled(),
      requestPlugin({ audit, log, bounds, plainWords: plainWords(typeNamesIn(supergraph)) }),
    ],
  });
  await apollo.start();
  const spending = createSpending(bounds);
  const checkQuestion = createQuestionCheck({ bounds, costModel: costModelOf(supergraph) });
  const ask = createAsk({ access, apollo, bounds, spending, checkQuestion, clock });
  const http = createHttp({
    ...parts,
    apollo,
    ...settings,
    spending,
    checkQuestion,
    ask,
    identify: createIdentify({ access, clock, verifyToken, failures }),
    publishedSdl: publishedSdl(supergraph),
  });
  return {
    ...http,
    audit,
    ask,
    async close() {
      await http.close();
      await failures.close();
      await apollo.stop();
    },
  };
}

const apolloGateway = ({ carriers, onPlan }: GatewayParts): ApolloGateway =>
  new ApolloGateway({
    supergraphSdl: supergraphSdl(),
    buildService: ({ name }) => carrierDataSource(carrierOf(carriers, name)),
    __exposeQueryPlanExperimental: false,
    ...(onPlan && { experimental_didResolveQueryPlan: ({ queryPlan }) => onPlan(queryPlan) }),
  });

export function carrierOf(carriers: ReadonlyMap<string, Carrier>, name: string): Carrier {
  const carrier = carriers.get(name);
  if (!carrier)
    throw new HubError('INTERNAL_SERVER_ERROR', `No carrier for ${name}; expected ${subgraphNames.join(', ')}.`);
  return carrier;
}

/** Apollo's own log lines may quote documents and values: only that something was said is kept. */
const quietLogger = (log: Log) => ({
  debug: () => {},
  info: () => {},
  warn: () => log.warn('apollo warning'),
  error: () => log.error('apollo error'),
});
