import type { Explanation } from '@hub/engine-linkage';
import { expect, test } from 'vitest';
import { driftOf, leastCompared } from './drift.rules.ts';
import { inForce, shippedVersion } from './modelVersion.rules.ts';
import { shippedModel } from './shippedModel.ts';

const { id, content } = shippedModel();
const version = inForce(shippedVersion(id, content, ''));
const { trained } = version.raised;
const genderAs = (level: string): Explanation => ({
  ...{ asOne: 'SAME', asTwo: 'STRANGERS', prior: 0, rest: 0 },
  fields: [
    { column: 'gender', level, weight: 0, frequency: 0 },
    { column: 'phone', level: 'MISSING', weight: 0, frequency: 0 },
  ],
});
const links = (equal: number, different: number): Explanation[] => [
  ...Array.from({ length: equal }, () => genderAs('EQUAL')),
  ...Array.from({ length: different }, () => genderAs('DIFFERENT')),
];

test('tells per field how far the links are from what the model expects', () => {
  const { SAME, MOVED } = trained.shares;
  const odds = trained.fields.gender;
  const expected = ((odds?.SAME[1] ?? 0) * SAME + (odds?.MOVED[1] ?? 0) * MOVED) / (SAME + MOVED);
  const [drift, ...more] = driftOf(version, links(750, 250));
  expect(more).toEqual([]);
  expect(drift).toMatchObject({ field: 'gender', compared: 1000 });
  expect(drift?.levels.map(({ level, observed }) => [level, observed])).toEqual([
    ['EQUAL', 0.75],
    ['DIFFERENT', 0.25],
  ]);
  expect(drift?.levels[1]?.expected).toBeCloseTo(expected, 9);
  expect(drift?.distance).toBeCloseTo(0.25 - expected, 9);
  expect(drift?.byChance).toBeCloseTo(Math.sqrt((2 * expected * (1 - expected)) / (Math.PI * 1000)), 9);
});

test('tells nothing of few links', () => {
  expect(driftOf(version, links(leastCompared - 1, 0))).toEqual([]);
  expect(driftOf(version, links(leastCompared, 0))).toHaveLength(1);
});
