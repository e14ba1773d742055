import { expect, test } from 'vitest';
import { match } from '../src/index.ts';
import { aCity } from './synthetic.ts';

test('looks at no more than 60 pairs a need where there are 4,000 needs and 800 resources', () => {
  const city = aCity(4_000, 800, 7);
  const { examinedPairs } = match(city);
  expect(examinedPairs / city.needs.length).toBeLessThanOrEqual(60);
}, 120_000);
