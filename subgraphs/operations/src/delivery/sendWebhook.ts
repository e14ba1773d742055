import { lookup } from 'node:dns/promises';
import { Agent, type RequestOptions, request } from 'node:https';
import { rootCertificates } from 'node:tls';
import { mayReach, type Networks } from './networks.rules.ts';
import { hostOf, retryAfterMs } from './webhook.rules.ts';

export interface Address {
  readonly address: string;
  readonly family: number;
}

export interface WebhookDoor {
  readonly networks: Networks;
  /** Certificates of authorities that are trusted beside those of Node, as PEM. */
  readonly authorities: readonly string[];
  readonly timeoutMs: number;
  /** Gives all addresses of a host; asked once for each attempt. */
  resolve(host: string): Promise<readonly Address[]>;
}

export const resolveHost = (host: string): Promise<readonly Address[]> => lookup(host, { all: true, verbatim: true });

export interface WebhookCall {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly now: string;
}

export const sendFailures = [
  'ADDRESS_REFUSED',
  'HOST_UNKNOWN',
  'CONNECTION_FAILED',
  'CERTIFICATE_REFUSED',
  'TIMED_OUT',
  'REDIRECTED',
  'STATUS_REFUSED',
] as const;
export type SendFailure = (typeof sendFailures)[number];

export interface SendOutcome {
  /** Why it counts as not delivered; null when the receiver said that it has it. */
  readonly failure: SendFailure | null;
  readonly statusCode: number | null;
  readonly retryAfterMs: number | null;
}

const failed = (failure: SendFailure): SendOutcome => ({ failure, statusCode: null, retryAfterMs: null });

/**
 * Posts a body once. The host is resolved once, every address that it has must be allowed, and the connection goes to the one that was
 * checked, whatever the name says a moment later. Redirects are not followed; of the answer only status and `Retry-After` are read.
 */
export async function sendWebhook(call: WebhookCall, door: WebhookDoor, ended: AbortSignal): Promise<SendOutcome> {
  const signal = AbortSignal.any([ended, AbortSignal.timeout(door.timeoutMs)]);
  const host = hostOf(new URL(call.url));
  const addresses = await until(signal, door.resolve(host)).catch(() => [] as const);
  if (signal.aborted) return failed('TIMED_OUT');
  const [pinned] = addresses;
  if (!pinned) return failed('HOST_UNKNOWN');
  if (!addresses.every(({ address }) => mayReach(address, door.networks))) return failed('ADDRESS_REFUSED');
  return post(call, optionsFor(call, pinned, door, signal));
}

const until = <Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });

function optionsFor(call: WebhookCall, pinned: Address, door: WebhookDoor, signal: AbortSignal): RequestOptions {
  return {
    method: 'POST',
    agent: new Agent({ keepAlive: false, maxCachedSessions: 0 }),
    headers: { ...call.headers, 'content-length': String(Buffer.byteLength(call.body)) },
    lookup: (_host, { all }, callback) =>
      all ? callback(null, [{ ...pinned }]) : callback(null, pinned.address, pinned.family),
    ca: [...rootCertificates, ...door.authorities],
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    signal,
  };
}

function post({ url, body, now }: WebhookCall, options: RequestOptions): Promise<SendOutcome> {
  return new Promise((resolve) => {
    const sent = request(url, options, (answer) => {
      const statusCode = answer.statusCode ?? 0;
      const failure: SendFailure | null =
        statusCode >= 200 && statusCode < 300
          ? null
          : statusCode >= 300 && statusCode < 400
            ? 'REDIRECTED'
            : 'STATUS_REFUSED';
      resolve({ failure, statusCode, retryAfterMs: retryAfterMs(answer.headers['retry-after'], now) });
      answer.destroy();
    });
    sent.on('error', (error: NodeJS.ErrnoException) => resolve(failed(failureOf(error, options.signal))));
    sent.end(body);
  });
}

const failureOf = ({ code = '' }: NodeJS.ErrnoException, signal: AbortSignal | undefined): SendFailure => {
  if (signal?.aborted) return 'TIMED_OUT';
  return /CERT|ALTNAME|SIGNED|ISSUER|SSL|EPROTO/.test(code) ? 'CERTIFICATE_REFUSED' : 'CONNECTION_FAILED';
};
