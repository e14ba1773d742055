import { type Keyring, type Randomness, sign, signatureHeader } from '@hub/vault';
import type { Clock } from './clock.ts';
import { unavailable } from './execute.ts';
import type { Feed, FeedBatch, FeedHead } from './feed/feed.ts';
import { faultFields, type Log } from './log.ts';
import type { Caller, GraphAnswer, GraphRequest, Subgraph } from './subgraph.ts';

/** A subgraph as others reach it; the same in process and over HTTP. */
export interface Carrier {
  readonly name: string;
  /** Never rejects: an owner of data that is down or late is an error of the answer. */
  execute(request: GraphRequest, caller: Caller): Promise<GraphAnswer>;
  readonly feed: Feed;
  isReady(): Promise<boolean>;
}

/** Carries by calling. */
export const localCarrier = (subgraph: Subgraph): Carrier => ({
  name: subgraph.name,
  execute: (request, caller) => subgraph.execute(request, caller),
  feed: subgraph.feed,
  isReady: async () => true,
});

/** The same subgraph, which says that it is unavailable once it is closed, instead of failing field by field on a closed store. */
export function untilClosed(subgraph: Subgraph): Subgraph {
  let closing: Promise<void> | undefined;
  const whileOpen = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    if (closing) throw new Error(`${subgraph.name} is closed.`);
    return ask();
  };
  return {
    ...subgraph,
    execute: async (request, caller) =>
      closing ? unavailable(subgraph.name, caller.language) : subgraph.execute(request, caller),
    feed: {
      pull: (request, signal) => whileOpen(() => subgraph.feed.pull(request, signal)),
      head: () => whileOpen(() => subgraph.feed.head()),
    },
    close() {
      closing ??= subgraph.close();
      return closing;
    },
  };
}

export interface RemoteParts {
  readonly name: string;
  /** Base address of the served subgraph, without a path. */
  readonly url: string;
  readonly key: Keyring;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Told of each attempt that failed; the caller only learns that the department is unavailable. */
  readonly log: Log;
  readonly timeoutMs?: number;
}

/** Carries by signed HTTP; a question is tried twice, a change once. */
export function remoteCarrier(parts: RemoteParts): Carrier {
  const { name, timeoutMs = 10_000 } = parts;
  return {
    name,
    async execute(request, { withdrawn, ...caller }) {
      const attempts = isChange(request.query) ? 1 : 2;
      for (let attempt = 1; attempt <= attempts; attempt++) {
        try {
          return fromWire(
            await post<GraphAnswerOnWire>(
              parts,
              '/graphql',
              { ...request, extensions: { caller } },
              timeoutMs,
              withdrawn,
            ),
          );
        } catch (failure) {
          if (withdrawn?.aborted) break;
          const { requestId } = caller;
          parts.log.warn('subgraph unreachable', { subgraph: name, requestId, attempt, ...faultFields(failure) });
        }
      }
      return unavailable(name, caller.language);
    },
    feed: {
      pull: (request, signal) => post<FeedBatch>(parts, '/feed/pull', request, request.waitMs + timeoutMs, signal),
      head: () => post<FeedHead>(parts, '/feed/head', {}, timeoutMs),
    },
    isReady: () =>
      fetch(new URL('/health/ready', parts.url), { signal: AbortSignal.timeout(timeoutMs) }).then(
        (response) => response.ok,
        () => false,
      ),
  };
}

/** Answers of a served subgraph carry what was disclosed and withheld among the extensions. */
export interface GraphAnswerOnWire extends Pick<GraphAnswer, 'data' | 'errors'> {
  readonly extensions?: {
    readonly disclosures?: GraphAnswer['disclosures'];
    readonly withheld?: GraphAnswer['withheld'];
  };
}

const fromWire = ({ data, errors, extensions }: GraphAnswerOnWire): GraphAnswer => ({
  data: data ?? null,
  ...(errors && { errors }),
  disclosures: extensions?.disclosures ?? [],
  withheld: extensions?.withheld ?? [],
});

const isChange = (query: string): boolean => /^\s*mutation\b/.test(query);

async function post<Answer>(
  parts: RemoteParts,
  path: string,
  content: unknown,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Answer> {
  const body = JSON.stringify(content);
  const timeout = AbortSignal.timeout(timeoutMs);
  const response = await fetch(new URL(path, parts.url), {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
      [signatureHeader]: sign(parts.key, parts.name, { method: 'POST', path, body }, parts.clock(), parts.randomness),
    },
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  });
  if (response.status >= 500 || response.status === 401) throw new Error(`${parts.name} answered ${response.status}.`);
  return (await response.json()) as Answer;
}
