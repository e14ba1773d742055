import { HeaderMap } from '@apollo/server';
import { HubError } from '@hub/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Account, createCollected, type GatewayContext } from './context.ts';
import { openAccount } from './guards/account.ts';
import { type Question, readQuestion } from './guards/question.ts';
import { type HttpParts, wishOf } from './httpParts.ts';
import type { Identified } from './identify.ts';
import { sendDocumentRefusal } from './sendError.ts';

/** One request on its way: who asks, and when. */
interface Asked {
  readonly identified: Identified | null;
  readonly requestId: string;
  readonly now: Date;
}

/** Answers one GraphQL request: who asks, what it costs and whether it may be asked is settled before Apollo Server sees the document. */
export async function answerGraphql(parts: HttpParts, request: FastifyRequest, reply: FastifyReply) {
  refuseWhileStarting(parts, reply);
  const question = readQuestion(request, parts.bounds);
  const requestId = String(reply.getHeader('x-request-id'));
  const identified = await parts.identify(request.raw, requestId, wishOf(request));
  const asked: Asked = { identified, requestId, now: parts.clock() };
  let account: Account | null;
  try {
    account = accountFor(parts, question, asked);
  } catch (error) {
    setRateHeaders(parts, asked, reply);
    if (error instanceof HubError) return sendDocumentRefusal(error, request, reply);
    throw error;
  }
  const { search, body } = question;
  const answer = await parts.apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: request.method, headers: headersOf(request), search, body },
    context: async () => contextOf(asked, account, request, closeOf(reply)),
  });
  for (const [name, value] of answer.headers) if (name !== 'cache-control') reply.header(name, value);
  setRateHeaders(parts, asked, reply);
  return reply.code(answer.status ?? 200).send(answer.body.kind === 'complete' ? answer.body.string : '');
}

function refuseWhileStarting({ readiness }: HttpParts, reply: FastifyReply): void {
  if (readiness.isReady()) return;
  reply.header('retry-after', '2');
  throw new HubError('SUBGRAPH_UNAVAILABLE', 'NOT_READY', { progress: readiness.progress(), department: 'hub' });
}

function accountFor(parts: HttpParts, question: Question, { identified, now }: Asked): Account | null {
  const priced = parts.checkQuestion(question, identified?.viewer ?? null);
  return identified && openAccount(parts, identified.tokenId, priced, now);
}

function setRateHeaders({ spending }: HttpParts, { identified, now }: Asked, reply: FastifyReply): void {
  if (identified) reply.headers(spending.headers(identified.tokenId, now));
}

const contextOf = (
  { identified, requestId, now }: Asked,
  account: Account | null,
  request: FastifyRequest,
  withdrawn: AbortSignal,
): GatewayContext => {
  const key = request.headers['idempotency-key'];
  const viewer = identified?.viewer ?? null;
  return {
    viewer,
    account,
    caller: {
      viewer,
      requestId,
      language: wishOf(request),
      now: now.toISOString(),
      idempotencyKey: typeof key === 'string' ? key : null,
      withdrawn,
    },
    collected: createCollected(),
  };
};

/** The connection of an answer is closed when it is sent, or when nobody takes it any more. */
function closeOf(reply: FastifyReply): AbortSignal {
  const ended = new AbortController();
  reply.raw.once('close', () => ended.abort());
  return ended.signal;
}

const headersOf = (request: FastifyRequest): HeaderMap => {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
};
