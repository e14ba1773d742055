import { inPortions } from '@hub/kernel';

/** Rows of statements for a few items each, because both stores bound the parameters of one; none for no items. */
export async function findInChunks<Item, Row>(
  items: readonly Item[],
  find: (some: readonly Item[]) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const some of inPortions(items)) rows.push(...(await find(some)));
  return rows;
}

/** Writes with statements for a few items each. */
export async function writeInChunks<Item>(
  items: readonly Item[],
  write: (some: readonly Item[]) => Promise<unknown>,
): Promise<void> {
  for (const some of inPortions(items)) await write(some);
}
