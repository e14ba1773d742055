const sizes: readonly number[] = [100, 10, 3, 1];

/**
 * The items in order and in portions of few sizes, so that a statement for each size is put together and prepared once: in bulk that
 * costs more than the writing.
 */
export function* inPortions<Item>(items: readonly Item[]): Generator<readonly Item[], void, undefined> {
  let start = 0;
  for (const size of sizes) for (; start + size <= items.length; start += size) yield items.slice(start, start + size);
}
