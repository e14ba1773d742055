import { createHash } from 'node:crypto';
import { setImmediate as otherWork } from 'node:timers/promises';

const itemsAtOnce = 1000;

/** SHA-256 over the items as JSON, one a line; others may work in between. */
export async function digestOf(lists: readonly (readonly unknown[])[]): Promise<string> {
  const hash = createHash('sha256');
  for (const list of lists) {
    hash.update(`${list.length}\n`);
    for (const [at, item] of list.entries()) {
      hash.update(`${JSON.stringify(item)}\n`);
      if (at % itemsAtOnce === itemsAtOnce - 1) await otherWork();
    }
  }
  return hash.digest('hex');
}
