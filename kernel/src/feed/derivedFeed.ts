import type { Worker } from '../subgraph.ts';
import type { Feed } from './feed.ts';

/** A feed of what is worked out from other feeds, and the readers of those: its head is settling until each of them has caught up. */
export function derivedFeed(
  feed: Feed,
  readers: readonly Worker[],
): { readonly feed: Feed; readonly readers: Worker[] } {
  const behind = new Set(readers);
  return {
    feed: { ...feed, head: async () => ({ ...(await feed.head()), isSettling: behind.size > 0 }) },
    readers: readers.map((reader) => ({
      name: reader.name,
      run: (ports) =>
        reader.run({
          ...ports,
          caughtUp() {
            behind.delete(reader);
            ports.caughtUp();
          },
        }),
    })),
  };
}
