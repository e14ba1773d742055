import { type Keyring, type Randomness, sign, signatureHeader } from '@hub/vault';
import type { Clock } from './clock.ts';
import type { AskPort, DelegatedAnswer } from './subgraph.ts';

/** Path at which a gateway takes signed questions of workers. */
export const askPath = '/delegated';
/** Name of the gateway in a signature that is meant for it. */
export const gatewayName = 'gateway';

export interface RemoteAskParts {
  /** Base address of the gateway, looked up when something is asked. */
  readonly url: () => string;
  /** Key of the carrier of whoever asks. */
  readonly key: Keyring;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

const longestMs = 60_000;

/** Asks a gateway that is a program of its own, by signed HTTP. */
export function remoteAsk({ url, key, clock, randomness }: RemoteAskParts): AskPort {
  return async (question, signal) => {
    const body = JSON.stringify(question);
    const timeout = AbortSignal.timeout(longestMs);
    const response = await fetch(new URL(askPath, url()), {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        [signatureHeader]: sign(key, gatewayName, { method: 'POST', path: askPath, body }, clock(), randomness),
      },
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    if (!response.ok) throw new Error(`The gateway answered ${response.status}.`);
    return (await response.json()) as DelegatedAnswer;
  };
}
