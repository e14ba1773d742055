import { setTimeout } from 'node:timers/promises';
import type { StoreOfTest } from '@hub/kernel/testing';
import { answered, openProcess, setClock } from './calendar.ts';

/**
 * A process of its own that looks at the calendar of a database over and over, at the instants that it is told on its standard input, and
 * writes the id of each run that it asks for.
 */
const [url = '', schema = '', seed = ''] = process.argv.slice(2);
const stores: StoreOfTest = {
  name: 'PostgreSQL',
  place: () => ({ dialect: 'postgres', url, schema }),
  remove: async () => {},
};
const clock = setClock('2026-11-21T03:30:00.000Z');
const hub = await openProcess(stores, clock, seed);
const ask: Parameters<typeof hub.tick>[0] = async ({ requestId }) => {
  process.stdout.write(`run ${requestId}\n`);
  return answered({ list: [1] });
};
let ended = false;
process.stdin.setEncoding('utf8').on('data', (text: string) => {
  for (const line of text.split('\n').filter((part) => part !== '')) {
    if (line === 'end') ended = true;
    else clock.set(line);
  }
});
process.stdout.write('ready\n');
while (!ended) {
  await hub.tick(ask);
  await hub.settled();
  await setTimeout(5);
}
await hub.close();
process.exit(0);
