import type { ApolloServerPlugin, GraphQLRequestContextWillSendResponse } from '@apollo/server';
import { type AuditPort, faultFields, HubError, type Log } from '@hub/kernel';
import { GraphQLError, type OperationDefinitionNode } from 'graphql';
import { type AuditedRequest, intentOf, outcomeOf } from './audit.ts';
import type { GatewayContext } from './context.ts';
import { withoutObjects } from './guards/anonymous.ts';
import { checkBounds } from './guards/documentBounds.ts';
import { readsGraphqlResponses } from './httpParts.ts';
import { asGraphQLError } from './hubErrors.ts';

/** The way of every request through the ledger: intent before a change, disclosures before the answer leaves. */
export const requestPlugin = (audit: AuditPort, log: Log): ApolloServerPlugin<GatewayContext> => ({
  async requestDidStart() {
    return {
      async didResolveOperation({ document, operation, contextValue }) {
        try {
          checkBounds(document);
        } catch (error) {
          if (error instanceof HubError) throw asGraphQLError(error, contextValue.caller.language);
          throw error;
        }
        const request = auditedRequest(contextValue, operation);
        if (request && operation?.operation === 'mutation') await audit([intentOf(request)]);
      },
      async willSendResponse(sending) {
        settleStatus(sending);
        nameOutagesOnce(sending);
        withholdFromAnonymous(sending);
        const withheld = sending.contextValue.collected.withheld();
        if (withheld.length > 0) extend(sending, { withheld });
        try {
          await auditOutcome(sending, audit);
        } catch (fault) {
          log.error('audit failed', { requestId: sending.contextValue.caller.requestId, ...faultFields(fault) });
          emptyAnswer(sending);
        }
      },
    };
  },
});

type Sending = GraphQLRequestContextWillSendResponse<GatewayContext>;

async function auditOutcome({ contextValue, operation, response }: Sending, audit: AuditPort): Promise<void> {
  const request = auditedRequest(contextValue, operation);
  if (!request || response.body.kind !== 'single') return;
  const codes = (response.body.singleResult.errors ?? []).map(({ extensions }) => String(extensions?.code));
  const entry = outcomeOf(request, contextValue.collected, operation?.operation === 'mutation', [...new Set(codes)]);
  if (entry) await audit([entry]);
}

/** Whoever reads `application/json` gets 200 for every well-formed request (GraphQL over HTTP, section 6.4.1). */
function settleStatus({ request, response }: Sending): void {
  if (response.http.status === 400 && !readsGraphqlResponses(request.http?.headers.get('accept')))
    response.http.status = 200;
}

/** Without a token no type is told of, and the answer says what would be needed. */
function withholdFromAnonymous(sending: Sending): void {
  const { contextValue, response } = sending;
  if (contextValue.viewer || response.body.kind !== 'single' || !response.body.singleResult.data) return;
  const { data } = response.body.singleResult;
  const rest = withoutObjects(data);
  response.body.singleResult.data = rest;
  if (Object.values(rest).includes(null))
    extend(sending, { withheld: [{ field: 'Query.__type', fieldClass: 'SCHEMA', needed: 'TOKEN' }] });
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

/** If the ledger cannot be written, no personal data leaves. */
function emptyAnswer({ response }: Sending): void {
  if (response.body.kind !== 'single') return;
  const error = new GraphQLError('Internal server error', { extensions: { code: 'INTERNAL_SERVER_ERROR' } });
  response.body.singleResult = { data: null, errors: [error.toJSON()] };
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
