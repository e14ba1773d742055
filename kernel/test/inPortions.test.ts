import { expect, test } from 'vitest';
import { inPortions } from '../src/index.ts';

test.each([
  [0, []],
  [2, [1, 1]],
  [7, [3, 3, 1]],
  [239, [100, 100, 10, 10, 10, 3, 3, 3]],
])('%i items come in order, in portions of few sizes', (count, sizes) => {
  const items = Array.from({ length: count }, (_, at) => at);
  const portions = [...inPortions(items)];
  expect(portions.flat()).toEqual(items);
  expect(portions.map(({ length }) => length)).toEqual(sizes);
});
