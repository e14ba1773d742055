import { Agent, request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

/** What the clients ask, and how often. */
export interface ClientsWork {
  readonly url: string;
  readonly token: string;
  readonly bodies: readonly string[];
  readonly clients: number;
  readonly reads: number;
}

/** How long all reads took, and each of them. */
export interface ClientsResult {
  readonly seconds: number;
  readonly milliseconds: Float64Array;
}

const { url, token, bodies, clients, reads } = workerData as ClientsWork;
const agent = new Agent({ keepAlive: true, maxSockets: clients });
const headers = {
  'content-type': 'application/json',
  authorization: `Bearer ${token}`,
  'x-hub-purpose': 'RESOURCE_MATCHING',
};

const ask = (body: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const asking = request(`${url}/graphql`, { method: 'POST', agent, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => {
        text += part;
      });
      answer.on('end', () => {
        if (answer.statusCode === 200 && text.includes('"displayName":"')) resolve();
        else reject(new Error(`A read was answered with ${answer.statusCode}: ${text.slice(0, 300)}`));
      });
    });
    asking.on('error', reject);
    asking.end(body);
  });

const milliseconds = new Float64Array(reads);
let next = 0;
const begun = performance.now();
await Promise.all(
  Array.from({ length: clients }, async () => {
    for (let read = next++; read < reads; read = next++) {
      const asked = performance.now();
      await ask(bodies[read % bodies.length] ?? '');
      milliseconds[read] = performance.now() - asked;
    }
  }),
);
agent.destroy();
parentPort?.postMessage({ seconds: (performance.now() - begun) / 1000, milliseconds } satisfies ClientsResult);
