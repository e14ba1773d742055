import { HubError } from '@hub/kernel';
import type { FastifyRequest } from 'fastify';
import type { Bounds } from './bounds.ts';
import { parseJson, textOf } from './jsonGuard.ts';

/** What a request asks, read within bounds; parts that have not the right form are left to Apollo Server, which says so. */
export interface Question {
  /** As Apollo Server takes them. */
  readonly body: unknown;
  readonly search: string;
  /** `null` when there is none, or when it is no text. */
  readonly query: string | null;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

export function readQuestion(request: FastifyRequest, bounds: Bounds): Question {
  const search = request.url.includes('?') ? request.url.slice(request.url.indexOf('?')) : '';
  const parameters = new URLSearchParams(search);
  // RFC 6750 allows it, and proxies then keep tokens in their logs.
  if (parameters.has('access_token')) throw new HubError('UNAUTHENTICATED');
  if (request.method === 'GET') {
    const variables = parameters.get('variables');
    return questionOf(undefined, search, {
      query: parameters.get('query'),
      operationName: parameters.get('operationName'),
      variables: variables ? parseJson(variables, bounds) : null,
    });
  }
  const body = bodyOf(request, bounds);
  return questionOf(body, search, isObject(body) ? body : {});
}

function questionOf(
  body: unknown,
  search: string,
  { query, operationName, variables }: Readonly<Record<string, unknown>>,
): Question {
  return {
    body,
    search,
    query: typeof query === 'string' ? query : null,
    operationName: typeof operationName === 'string' ? operationName : null,
    variables: isObject(variables) ? variables : {},
  };
}

/** JSON is parsed here for JSON content only; anything else goes on as it is, for Apollo Server to refuse. */
function bodyOf({ headers, body }: FastifyRequest, bounds: Bounds): unknown {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') throw new HubError('BAD_USER_INPUT', 'BAD_ENCODING');
  const text = textOf(body instanceof Uint8Array ? body : new Uint8Array());
  const type = headers['content-type'] ?? '';
  if (!/^application\/json\b/i.test(type)) return text;
  const charset = /;\s*charset="?([^";\s]+)/i.exec(type)?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw new HubError('BAD_USER_INPUT', 'BAD_CHARSET');
  const value = parseJson(text, bounds);
  if (Array.isArray(value)) throw new HubError('BAD_USER_INPUT', 'BATCHING');
  return value;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
