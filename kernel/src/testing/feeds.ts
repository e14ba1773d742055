import { type Fact, type Feed, type FeedBatch, type FeedCursor, isAtOrAfter } from '../feed/feed.ts';

/** All that a reader may have of these kinds after a place, up to the head as it is now, however late its facts settle. */
export async function readToHead(
  feed: Feed,
  reader: string,
  kinds: readonly string[],
  after: FeedCursor | null = null,
): Promise<FeedBatch> {
  const goal = await feed.head();
  const facts: Fact[] = [];
  const classes = new Set<string>();
  for (let cursor = after; ; ) {
    const batch = await feed.pull({ reader, kinds, after: cursor, limit: 5000, waitMs: 0 });
    facts.push(...batch.facts);
    for (const fieldClass of batch.classes) classes.add(fieldClass);
    cursor = batch.cursor;
    if (isAtOrAfter(cursor, goal)) return { facts, classes: [...classes].sort(), cursor };
  }
}
