import { expect, test } from 'vitest';
import { isZoneId } from './zone.rules.ts';

test.each([
  ['zone_yichang_hightech', true],
  ['', true],
  ['420502000000', false],
  ['420502', false],
  ['420502001', false],
])('whether "%s" can be a zone is %s', (id, zone) => {
  expect(isZoneId(id)).toBe(zone);
});
