import type { IncomingHttpHeaders } from 'node:http';
import type { Viewer } from '@hub/engine-policy';
import { type Carrier, type Clock, HubError, type Language, systemCaller } from '@hub/kernel';
import type { TokenClaims } from './tokens.ts';

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
  verifyToken(token: string): Promise<TokenClaims | null>;
  readonly clock: Clock;
}

/** Turns the headers of a request into its viewer; `null` is somebody without a token. Throws what the client must be told. */
export type Identify = (headers: IncomingHttpHeaders, requestId: string, language: Language) => Promise<Viewer | null>;

export function createIdentify({ access, verifyToken, clock }: IdentifyParts): Identify {
  const kept = new Map<string, { readonly until: number; readonly viewer: Viewer }>();

  async function viewerOf(
    claims: TokenClaims,
    headers: IncomingHttpHeaders,
    requestId: string,
    language: Language,
  ): Promise<Viewer> {
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
    if (problem)
      throw new HubError(
        problem.extensions?.code === 'BAD_USER_INPUT' ? 'BAD_USER_INPUT' : 'SUBGRAPH_UNAVAILABLE',
        problem.message,
        { department: 'access' },
      );
    const viewer = data?.resolveViewer as Viewer | null;
    if (!viewer) throw new HubError('UNAUTHENTICATED');
    if (kept.size > 1000) kept.clear();
    kept.set(key, { until: now.getTime() + viewerKeptMs, viewer });
    return viewer;
  }

  return async (headers, requestId, language) => {
    for (const name of Object.keys(headers)) {
      if (name.startsWith('x-hub-') && !ownHeaders.has(name))
        throw new HubError('BAD_USER_INPUT', 'UNKNOWN_HEADER', { header: name });
    }
    const authorization = headers.authorization;
    if (authorization === undefined) return null;
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
    const claims = token && token.length <= 8192 ? await verifyToken(token) : null;
    if (!claims) throw new HubError('UNAUTHENTICATED');
    return viewerOf(claims, headers, requestId, language);
  };
}

const one = (headers: IncomingHttpHeaders, name: string): string | null => {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
};
