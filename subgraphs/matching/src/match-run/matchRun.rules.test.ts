import type { Viewer } from '@hub/engine-policy';
import { expect, test } from 'vitest';
import { isLarge, mayStartMatchRun, tellsLevels } from './matchRun.rules.ts';

test.each([
  ['an operator for no purpose', 'operator', null, true],
  ['a district officer who matches', 'district-officer', 'RESOURCE_MATCHING', true],
  ['a district officer on a case', 'district-officer', 'CASE_SERVICE', false],
  ['a street worker who matches', 'street-worker', 'RESOURCE_MATCHING', false],
  ['a charity that matches', 'charity-partner', 'RESOURCE_MATCHING', false],
] as const)('whether %s may start a run is %#', (_, role, purpose, may) => {
  expect(mayStartMatchRun({ role, purpose } as Viewer)).toBe(may);
});

test('a run of very many needs tells no levels', () => {
  const many = (length: number) => ({ needs: { length } as readonly never[] });
  expect([3_000, 3_001].map((count) => tellsLevels(many(count)))).toEqual([true, false]);
});

test.each([
  [100, 200, false],
  [100, 201, true],
  [100_000, 0, false],
])('%i needs and %i resources are large: %s', (needs, resources, large) => {
  const many = (length: number) => ({ length }) as readonly never[];
  expect(isLarge({ needs: many(needs), resources: many(resources) })).toBe(large);
});
