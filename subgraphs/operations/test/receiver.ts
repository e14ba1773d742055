import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type Certified, selfSigned } from '@hub/kernel/testing';

export interface Received {
  readonly idempotencyKey: string;
  readonly signature: string;
  readonly body: string;
  readonly url: string;
}

/** What a receiver does with a call: it stores it or not, and answers in one of several ways, honest or not. */
export type Manners = (received: Received) => {
  readonly stores: boolean;
  /** A status, a broken connection, or no answer at all. */
  readonly answers: number | 'BREAKS' | 'NEVER';
  readonly headers?: Readonly<Record<string, string>>;
};

export interface Receiver {
  readonly url: string;
  readonly certificate: string;
  /** All that it stored, in the order in which it came, repetitions included. */
  readonly stored: readonly Received[];
  readonly calls: () => number;
  behave(manners: Manners): void;
  close(): Promise<void>;
}

export const honest: Manners = () => ({ stores: true, answers: 204 });
export const hostOfTest = 'receiver.test';

/** A real receiver of webhooks, behind real TLS, on a port of its own. */
export async function openReceiver(certified: Certified = selfSigned(hostOfTest)): Promise<Receiver> {
  const stored: Received[] = [];
  let manners = honest;
  let calls = 0;
  const server: Server = createServer({ cert: certified.cert, key: certified.key }, (request, answer) => {
    calls++;
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => void parts.push(part));
    request.on('end', () => {
      const received: Received = {
        idempotencyKey: String(request.headers['idempotency-key']),
        signature: String(request.headers['x-hub-signature']),
        body: Buffer.concat(parts).toString('utf8'),
        url: request.url ?? '',
      };
      const { stores, answers, headers = {} } = manners(received);
      if (stores) stored.push(received);
      if (answers === 'NEVER') return;
      if (answers === 'BREAKS') return void request.socket.destroy();
      answer.writeHead(answers, headers).end('thank you');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `https://${hostOfTest}:${(server.address() as AddressInfo).port}/hook`,
    certificate: certified.cert,
    stored,
    calls: () => calls,
    behave: (next) => {
      manners = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The name of the test's receiver leads to this machine. */
export const resolveOfTest = async () => [{ address: '127.0.0.1', family: 4 }];
