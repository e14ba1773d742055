import type { ApolloServer } from '@apollo/server';
import type { Viewer } from '@hub/engine-policy';
import {
  type AskPort,
  askPath,
  type Carrier,
  type Clock,
  type DelegatedAnswer,
  type DelegatedQuestion,
  gatewayName,
  HubError,
  systemCaller,
} from '@hub/kernel';
import { createVerifier, type Keyring, signatureHeader } from '@hub/vault';
import type { FastifyInstance } from 'fastify';
import { createCollected, type GatewayContext } from './context.ts';
import { openAccount, type Till } from './guards/account.ts';
import type { CheckQuestion } from './guards/checkQuestion.ts';
import { toldOf } from './hubErrors.ts';

const resolveDelegation = `query ($id: ID!, $subject: String) {
  resolveDelegation(id: $id, subject: $subject) {
    refused text
    viewer {
      subject role divisions organisation purpose basis tokenId caseReference
      agreement { id divisions fieldClasses } grant { id kind approver records }
    }
  }
}`;

interface Resolved {
  readonly refused: string | null;
  readonly text: string | null;
  readonly viewer: Viewer | null;
}

export interface DelegatedParts extends Till {
  readonly access: Carrier;
  readonly apollo: ApolloServer<GatewayContext>;
  readonly checkQuestion: CheckQuestion;
  readonly clock: Clock;
}

/** Answers workers' questions like those of anybody else: who is asked for is found out each time, and all bounds and the ledger hold. */
export function createAsk(parts: DelegatedParts): AskPort {
  const { access, clock } = parts;
  return async (question) => {
    const { delegation, subject, requestId, language } = question;
    const now = clock();
    const { data } = await access.execute(
      { query: resolveDelegation, variables: { id: delegation, subject: subject ?? null } },
      systemCaller(requestId, language, now),
    );
    const resolved = data?.resolveDelegation as Resolved | null | undefined;
    if (!resolved) throw new HubError('SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_UNAVAILABLE', { department: 'access' });
    const { viewer, refused, text } = resolved;
    if (!viewer) return { data: null, cost: 0, refused: { code: refused ?? '', text: text ?? '' } };
    return answerAs(parts, viewer, question, now);
  };
}

async function answerAs(
  { apollo, checkQuestion, ...till }: DelegatedParts,
  viewer: Viewer,
  { delegation, query, variables, requestId, language }: DelegatedQuestion,
  now: Date,
): Promise<DelegatedAnswer> {
  try {
    const asked = { body: null, search: '', operationName: null, query, variables };
    const priced = checkQuestion(asked, viewer);
    const account = openAccount(till, delegation, priced, now);
    const caller = { viewer, requestId, language, now: now.toISOString(), idempotencyKey: null };
    const contextValue = { viewer, account, caller, collected: createCollected() };
    const { body } = await apollo.executeOperation({ query, variables: { ...variables } }, { contextValue });
    if (body.kind !== 'single') throw new HubError('INTERNAL_SERVER_ERROR');
    const { data = null, errors } = body.singleResult;
    return { data, ...(errors && { errors }), cost: priced.cost, refused: null };
  } catch (error) {
    if (error instanceof HubError)
      return { data: null, errors: toldOf(error, language).errors, cost: 0, refused: null };
    throw error;
  }
}

/** Where a gateway that runs alone takes the questions of workers: nobody's who could not have signed them, each once. */
export function routeDelegated(app: FastifyInstance, key: Keyring, ask: AskPort, clock: Clock): void {
  const verifier = createVerifier(key, gatewayName, clock());
  const refuse = () => new HubError('UNAUTHENTICATED');
  app.post(
    askPath,
    {
      onRequest: async ({ headers }) => {
        if (!verifier.isPlausible(headers[signatureHeader], clock())) throw refuse();
      },
    },
    async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
      const carried = { method: 'POST', path: askPath, body };
      if (!verifier.verify(request.headers[signatureHeader], carried, clock())) throw refuse();
      return reply.type('application/json').send(JSON.stringify(await ask(JSON.parse(body) as DelegatedQuestion)));
    },
  );
}
