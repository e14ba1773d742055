import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Viewer } from '@hub/engine-policy';
import { type Carrier, type Clock, type ErrorCode, HubError, type Language, systemCaller } from '@hub/kernel';
import type { GraphQLFormattedError } from 'graphql';
import type { LoginFailures } from './loginFailures.ts';
import type { TokenClaims } from './tokens/claims.ts';
import type { Verified } from './tokens/verifyToken.ts';

const ownHeaders: ReadonlySet<string> = new Set(['x-hub-purpose', 'x-hub-basis', 'x-hub-grant', 'x-hub-case']);
const viewerKeptMs = 2000;

const resolveViewer = `query ($claims: ClaimsInput!) {
  resolveViewer(claims: $claims) {
    subject role divisions organisation purpose basis tokenId caseReference
    agreement { id divisions fieldClasses } grant { id kind approver records }
  }
}`;

export interface IdentifyParts {
  readonly access: Carrier;
  verifyToken(token: string): Promise<Verified>;
  readonly failures: Pick<LoginFailures, 'note'>;
  readonly clock: Clock;
}

export interface Identified {
  readonly viewer: Viewer;
  readonly tokenId: string;
}

/** Turns the headers of a request into its viewer; `null` is somebody without a token. Throws what the client must be told. */
export type Identify = (
  request: Pick<IncomingMessage, 'headers' | 'rawHeaders'>,
  requestId: string,
  language: Language,
) => Promise<Identified | null>;

export function createIdentify({ access, verifyToken, failures, clock }: IdentifyParts): Identify {
  const kept = new Map<string, { readonly until: number; readonly viewer: Viewer }>();

  async function viewerOf(
    claims: TokenClaims,
    headers: IncomingHttpHeaders,
    requestId: string,
    language: Language,
  ): Promise<Viewer | null> {
    const asked = {
      ...claims,
      purpose: one(headers, 'x-hub-purpose'),
      basis: one(headers, 'x-hub-basis'),
      grant: one(headers, 'x-hub-grant'),
      caseReference: one(headers, 'x-hub-case'),
    };
    const key = JSON.stringify(asked);
    const now = clock();
    const known = kept.get(key);
    if (known && known.until > now.getTime()) return known.viewer;
    const { data, errors } = await access.execute(
      { query: resolveViewer, variables: { claims: asked } },
      systemCaller(requestId, language, now),
    );
    const [problem] = errors ?? [];
    // The sentence is in the caller's language already.
    if (problem) throw new HubError(codeOf(problem), problem.message, { department: 'access' });
    const viewer = data?.resolveViewer as Viewer | null;
    if (!viewer) return null;
    if (kept.size > 1000) kept.clear();
    kept.set(key, { until: now.getTime() + viewerKeptMs, viewer });
    return viewer;
  }

  return async ({ headers, rawHeaders }, requestId, language) => {
    const refuse = async (cause: string): Promise<never> => {
      await failures.note(cause, requestId);
      throw new HubError('UNAUTHENTICATED');
    };
    checkOwnHeaders(headers, rawHeaders);
    const { authorization } = headers;
    if (authorization === undefined) return null;
    // Node keeps the first of several; whoever stands in front may have checked another.
    if (countOf(rawHeaders, 'authorization') > 1) return refuse('SEVERAL');
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
    if (!token) return refuse('NO_BEARER');
    const verified = await verifyToken(token);
    if ('cause' in verified) return refuse(verified.cause);
    const { claims } = verified;
    const viewer = await viewerOf(claims, headers, requestId, language);
    return viewer ? { viewer, tokenId: claims.tokenId } : refuse('NOT_ACCEPTED');
  };
}

/** What access says of a request is told; that it says nothing is an outage. */
const codeOf = ({ extensions }: GraphQLFormattedError): ErrorCode =>
  extensions?.code === 'BAD_USER_INPUT' || extensions?.code === 'FORBIDDEN' ? extensions.code : 'SUBGRAPH_UNAVAILABLE';

/** Headers of ours are known, said once, and short. */
function checkOwnHeaders(headers: IncomingHttpHeaders, rawHeaders: readonly string[]): void {
  for (const [header, value] of Object.entries(headers)) {
    if (!header.startsWith('x-hub-')) continue;
    if (!ownHeaders.has(header)) throw new HubError('BAD_USER_INPUT', 'UNKNOWN_HEADER', { header });
    if (typeof value !== 'string' || !/^[\x20-\x7e]{0,128}$/.test(value) || countOf(rawHeaders, header) > 1)
      throw new HubError('BAD_USER_INPUT', 'BAD_HEADER', { header });
  }
}

const countOf = (rawHeaders: readonly string[], name: string): number =>
  rawHeaders.filter((text, place) => place % 2 === 0 && text.toLowerCase() === name).length;

const one = (headers: IncomingHttpHeaders, name: string): string | null => {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
};
