const chunk = 1000;

/** Rows of one statement for each thousand items, because both stores bound the parameters of one; none for no items. */
export async function findInChunks<Item, Row>(
  items: readonly Item[],
  find: (some: readonly Item[]) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const some of chunksOf(items)) rows.push(...(await find(some)));
  return rows;
}

/** Writes with one statement for each thousand items. */
export async function writeInChunks<Item>(
  items: readonly Item[],
  write: (some: readonly Item[]) => Promise<unknown>,
): Promise<void> {
  for (const some of chunksOf(items)) await write(some);
}

const chunksOf = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / chunk) }, (_, at) => items.slice(at * chunk, (at + 1) * chunk));
