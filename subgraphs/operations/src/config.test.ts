import { afterEach, describe, expect, test, vi } from 'vitest';
import { readOperationsConfig } from './config.ts';

afterEach(() => vi.unstubAllEnvs());

describe.each([
  ['HUB_DELIVERY_DAYS', 30, 3650, () => readOperationsConfig(null).delivery.keptDays],
  ['HUB_RUN_DAYS', 365, 3650, () => readOperationsConfig(null).keptRunDays],
  ['HUB_EXPORT_HOURS', 24, 720, () => readOperationsConfig(null).keptExportHours],
] as const)('the configuration of operations reads %s', (name, usual, most, read) => {
  test('with a default', () => {
    expect(read()).toBe(usual);
    vi.stubEnv(name, '7');
    expect(read()).toBe(7);
  });

  test.each(['0', '1.5', '3651', 'ever', ''])('and says what was expected instead of "%s"', (met) => {
    vi.stubEnv(name, met);
    expect(read).toThrow(`${name} is "${met}"; expected a whole number from 1 to ${most}.`);
  });
});
