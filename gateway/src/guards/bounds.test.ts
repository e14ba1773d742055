import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { boundNames, boundTable, defaultBounds, readBounds, variableOf } from './bounds.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8').replaceAll(/ +/g, ' ');

describe('the bounds', () => {
  test.each(boundNames)('list %s in the README with its default', (name) => {
    const { most, unit, of } = boundTable[name];
    expect(readme).toContain(`| \`${variableOf(name)}\` | ${most.toLocaleString('en')} ${unit} | ${of} |`);
  });

  test('are the defaults where the environment says nothing', () => {
    expect(readBounds({ HUB_DATA: './data', HUB_BOUND_COST: '' })).toEqual(defaultBounds);
  });

  test('are set one by one', () => {
    expect(readBounds({ HUB_BOUND_COST_PER_MINUTE: '7' })).toEqual({ ...defaultBounds, costPerMinute: 7 });
  });

  test.each(['0', '-1', '1.5', 'many', '1e400'])('refuse %s', (text) => {
    expect(() => readBounds({ HUB_BOUND_DEPTH: text })).toThrow(
      `HUB_BOUND_DEPTH is "${text}", expected a whole number of levels from 1.`,
    );
  });

  test('refuse a name that bounds nothing', () => {
    expect(() => readBounds({ HUB_BOUND_DEPHT: '9' })).toThrow(/HUB_BOUND_DEPHT is no bound; expected one of .*_DEPTH/);
  });
});
