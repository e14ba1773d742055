import { expect, test } from 'vitest';
import { currentOn } from './assistanceStatus.rules.ts';

test.each([
  ['without an end', '2026-01-01', null, true],
  ['that begins today', '2026-11-21', null, true],
  ['that begins tomorrow', '2026-11-22', null, false],
  ['that ends tomorrow', '2025-01-01', '2026-11-22', true],
  ['that ended this morning', '2025-01-01', '2026-11-21', false],
])('whether a status %s is current', (_, validFrom, validTo, current) => {
  expect(currentOn([{ validFrom, validTo }], '2026-11-21')).toHaveLength(current ? 1 : 0);
});
