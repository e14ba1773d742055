import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server';
import { partnerRoles } from '@hub/engine-policy';
import {
  type AuditEntry,
  type AuditPort,
  extensionsOf,
  faultFields,
  HubError,
  type Language,
  type Log,
  say,
} from '@hub/kernel';
import { GraphQLError, type GraphQLFormattedError, type OperationDefinitionNode } from 'graphql';
import { type AuditedRequest, intentOf, outcomeOf } from './audit.ts';
import type { GatewayContext } from './context.ts';
import { withoutObjects } from './guards/anonymous.ts';
import type { Bounds } from './guards/bounds.ts';
import { readsGraphqlResponses } from './httpParts.ts';
import { asGraphQLError, statusOf } from './hubErrors.ts';
import { messages } from './messages.ts';

export interface RequestPluginParts {
  readonly audit: AuditPort;
  readonly log: Log;
  readonly bounds: Pick<Bounds, 'errors'>;
  /** Rewords an error for who may not learn from it what there is. */
  plainWords(error: GraphQLFormattedError, language: Language): GraphQLFormattedError;
}

/** The way of every request through the ledger: intent before a change, disclosures before the answer leaves. */
export function requestPlugin(parts: RequestPluginParts): ApolloServerPlugin<GatewayContext> {
  const { audit, log } = parts;
  const append = appendTo(audit, log);
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, contextValue }) {
          try {
            if (!operation) throw new HubError('BAD_USER_INPUT', 'NO_OPERATION');
            const request = auditedRequest(contextValue, operation);
            if (request && operation.operation === 'mutation') await append(intentOf(request));
          } catch (error) {
            if (error instanceof HubError) throw asGraphQLError(error, contextValue.caller.language);
            throw error;
          }
        },
        async didEncounterErrors({ errors, contextValue }) {
          for (const { originalError } of errors) {
            // What a department answered is a plain object, and it has logged its faults itself.
            if (!(originalError instanceof Error) || originalError instanceof GraphQLError) continue;
            log.error('fault', { requestId: contextValue.caller.requestId, ...faultFields(originalError) });
          }
        },
        async willSendResponse(sending) {
          settleStatus(sending);
          orderErrors(sending);
          nameOutagesOnce(sending);
          withholdFromAnonymous(sending);
          settleAccount(sending);
          tellErrorsPlainly(sending, parts);
          const withheld = sending.contextValue.collected.withheld();
          if (withheld.length > 0) extend(sending, { withheld });
          try {
            const entry = outcomeEntry(sending);
            if (entry) await append(entry);
          } catch (error) {
            emptyAnswer(sending, error instanceof HubError ? error : new HubError('INTERNAL_SERVER_ERROR'));
          }
          const { account } = sending.contextValue;
          if (account) extend(sending, { cost: account.told() });
        },
      };
    },
  };
}

type Sending = GraphQLRequestContextWillSendResponse<GatewayContext>;

/** The ledger belongs to `access`: while it takes no entry, this department does not answer. */
const appendTo =
  (audit: AuditPort, log: Log) =>
  async (entry: AuditEntry): Promise<void> => {
    try {
      await audit([entry]);
    } catch (fault) {
      log.error('audit failed', { requestId: entry.requestId, ...faultFields(fault) });
      throw new HubError('SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_UNAVAILABLE', { department: 'access' });
    }
  };

function outcomeEntry({ contextValue, operation, response }: Sending): AuditEntry | null {
  const request = auditedRequest(contextValue, operation);
  if (!request || response.body.kind !== 'single') return null;
  const codes = (response.body.singleResult.errors ?? []).map(({ extensions }) => String(extensions?.code));
  return outcomeOf(request, contextValue.collected, operation?.operation === 'mutation', [...new Set(codes)]);
}

/** Whoever reads `application/json` gets 200 for every well-formed request (GraphQL over HTTP, section 6.4.1). */
function settleStatus({ request, response, source }: Sending): void {
  if (
    source !== undefined &&
    response.http.status === 400 &&
    !readsGraphqlResponses(request.http?.headers.get('accept'))
  )
    response.http.status = 200;
}

/** Departments are asked at the same time: errors stand in the order of their places, not of their arrival. */
function orderErrors({ response }: Sending): void {
  if (response.body.kind !== 'single' || !response.body.singleResult.errors) return;
  const place = ({ path }: GraphQLFormattedError) => JSON.stringify(path ?? []);
  response.body.singleResult.errors = response.body.singleResult.errors.toSorted((a, b) =>
    place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0,
  );
}

/** An owner of data that does not answer is named once, however many of its fields were asked for. */
function nameOutagesOnce({ response }: Sending): void {
  if (response.body.kind !== 'single' || !response.body.singleResult.errors) return;
  const named = new Set<unknown>();
  response.body.singleResult.errors = response.body.singleResult.errors.filter(({ extensions }) => {
    if (extensions?.code !== 'SUBGRAPH_UNAVAILABLE') return true;
    const isFirst = !named.has(extensions.department);
    named.add(extensions.department);
    return isFirst;
  });
}

/** Books what was disclosed and what was not found, whether or not the answer may leave. */
function settleAccount({ contextValue, response }: Sending): void {
  const { account, collected } = contextValue;
  if (!account || response.body.kind !== 'single') return;
  const rows = new Set(collected.disclosures().map(({ type, id }) => `${type}:${id}`)).size;
  const { errors = [] } = response.body.singleResult;
  account.settle({ rows, misses: errors.filter(({ extensions }) => extensions?.code === 'NOT_FOUND').length });
}

/** So many errors and no more, in words that tell a partner nothing of the contract that he did not write himself. */
function tellErrorsPlainly(sending: Sending, { bounds, plainWords }: RequestPluginParts): void {
  const { contextValue, response } = sending;
  if (response.body.kind !== 'single' || !response.body.singleResult.errors) return;
  const { errors } = response.body.singleResult;
  const isOurs = contextValue.viewer && !partnerRoles.has(contextValue.viewer.role);
  const told = errors.slice(0, bounds.errors);
  response.body.singleResult.errors = isOurs
    ? told
    : told.map((error) => plainWords(error, contextValue.caller.language));
  if (errors.length > told.length) extend(sending, { errorsLeftOut: errors.length - told.length });
}

/** Without a token no type is told of, and the answer says what would be needed. */
function withholdFromAnonymous(sending: Sending): void {
  const { contextValue, response } = sending;
  if (contextValue.viewer || response.body.kind !== 'single' || !response.body.singleResult.data) return;
  const data = withoutObjects(response.body.singleResult.data);
  response.body.singleResult.data = data;
  if (Object.values(data).includes(null))
    extend(sending, { withheld: [{ field: 'Query.__type', fieldClass: 'SCHEMA', needed: 'TOKEN' }] });
}

/** If the ledger cannot be written, no personal data leaves. */
function emptyAnswer({ contextValue, response }: Sending, error: HubError): void {
  if (response.body.kind !== 'single') return;
  const message = say(messages, contextValue.caller.language, error.messageCode, error.params);
  response.body.singleResult = { data: null, errors: [{ message, extensions: extensionsOf(error) }] };
  response.http.status = statusOf(error);
}

function extend({ response }: Sending, more: Readonly<Record<string, unknown>>): void {
  if (response.body.kind !== 'single') return;
  response.body.singleResult.extensions = { ...response.body.singleResult.extensions, ...more };
}

const auditedRequest = (
  { viewer, caller }: GatewayContext,
  operation: OperationDefinitionNode | undefined,
): AuditedRequest | null =>
  viewer && {
    viewer,
    requestId: caller.requestId,
    language: caller.language,
    operation: operation?.name?.value ?? null,
    at: caller.now,
  };
