import type { StoreLocation } from '@hub/kernel';
import { openAccess } from '../src/index.ts';
import { appendTo, config, entry, openingIn } from './ledger.ts';

// Appends as fast as it can until it is killed, and says of each entry when it was acknowledged.
const [place = '', folder = '', round = ''] = process.argv.slice(2);
const access = await openAccess(openingIn(JSON.parse(place) as StoreLocation, folder), config);

let next = 0;
const appendForEver = async () => {
  for (;;) {
    const requestId = `${round}-${next++}`;
    await appendTo(access, entry(requestId), entry(`${requestId}-second`));
    process.stdout.write(`${requestId}\n`);
  }
};
await Promise.all(Array.from({ length: 8 }, appendForEver));
