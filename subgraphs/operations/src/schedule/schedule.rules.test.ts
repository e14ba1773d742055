import { describe, expect, test } from 'vitest';
import { unfitDelegation } from './schedule.rules.ts';

const under = (role: string, purpose: string | null) => ({
  ...{ role, purpose, organisation: null, basis: 'STATUTORY_DUTY', policyVersion: 'test', classes: [] },
});
const counts = { name: 'CountsByStreet', purpose: 'STATISTICS' };

describe('a delegation under which a question is to be asked', () => {
  test.each([
    ['gives the purpose of the question', under('district-officer', 'STATISTICS'), null],
    ['is for another purpose', under('district-officer', 'VISIT'), 'VISIT'],
    ['names no purpose, though the role has the one that is asked for', under('district-officer', null), '-'],
    ['names no purpose, and the role has none of its own', under('operator', null), null],
  ])('%s', (_, right, met) => {
    const refusal = met && {
      refused: 'SCHEDULE_PURPOSE',
      params: { operation: counts.name, met, expected: 'STATISTICS' },
    };
    expect(unfitDelegation(counts, right)).toEqual(refusal);
  });

  test('is no hindrance where the question has no purpose, or nobody can say what it is worth', () => {
    expect(unfitDelegation({ ...counts, purpose: null }, under('district-officer', 'VISIT'))).toBeNull();
    expect(unfitDelegation(counts, null)).toBeNull();
  });

  test('is refused for what it was refused for', () => {
    expect(unfitDelegation(counts, { ended: 'DELEGATION_ENDED' })).toMatchObject({ refused: 'DELEGATION_ENDED' });
  });
});
