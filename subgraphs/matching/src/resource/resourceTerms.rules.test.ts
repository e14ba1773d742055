import type { MatchResource } from '@hub/engine-matching';
import { expect, test } from 'vitest';
import type { ResourceRow } from './resource.entity.ts';
import { type FundTerms, jointTermsOf, termsOf } from './resourceTerms.rules.ts';

const row = (parts: Partial<ResourceRow>) =>
  ({
    ...{ perPersonCap: null, perPersonYearCap: null, leastUnits: null },
    ...{ matchGives: null, matchForEach: null, matchBeside: '' },
    ...parts,
  }) as ResourceRow;

test.each([
  ['none', {}, { perPersonCap: null, perPersonYearCap: null, leastUnits: null, matchGiving: null }],
  ['caps', { perPersonCap: 9, perPersonYearCap: 5 }, { perPersonCap: 9, perPersonYearCap: 5 }],
  ['a least amount', { leastUnits: 3 }, { leastUnits: 3 }],
  ['giving beside anybody', { matchGives: 1, matchForEach: 2 }, { matchGiving: { gives: 1, forEach: 2, beside: [] } }],
  [
    'giving beside two funds',
    { matchGives: 1, matchForEach: 2, matchBeside: '|fund_a|fund_b|' },
    { matchGiving: { gives: 1, forEach: 2, beside: ['fund_a', 'fund_b'] } },
  ],
] as const)('terms of a resource: %s', (_, parts, terms) => {
  expect(termsOf(row(parts))).toMatchObject(terms);
});

const fund = (ownerId: string, parts: Partial<FundTerms> = {}): FundTerms => ({
  ...{ id: `resource_of_${ownerId}`, ownerId, providerId: 'charity_a', unit: 'FEN', providerYearCap: null },
  ...parts,
});

test.each([
  ['no cap without one', [fund('a')], []],
  ['one cap for all funds of a charity', [fund('a', { providerYearCap: 7 }), fund('b', { providerYearCap: 7 })], [7]],
  [
    'the lower of two while they are told anew',
    [fund('a', { providerYearCap: 7 }), fund('b', { providerYearCap: 5 })],
    [5],
  ],
  [
    'one for each charity',
    [fund('a', { providerYearCap: 7 }), fund('b', { providerId: 'charity_b', providerYearCap: 5 })],
    [7, 5],
  ],
] as const)('gives the engine %s', (_, funds, most) => {
  const { beneficiaryCaps } = jointTermsOf(funds);
  expect(beneficiaryCaps.map(({ mostUnits, per }) => [mostUnits, per])).toEqual(most.map((units) => [units, 'YEAR']));
});

test('a fund gives beside the resources of the funds that it names; one that the run does not know never makes it any', () => {
  const { besideFunds } = jointTermsOf([fund('fund_a')]);
  const giving = (beside: readonly string[]) =>
    besideFunds({ matchGiving: { gives: 1, forEach: 1, beside } } as unknown as MatchResource).matchGiving?.beside;
  expect([giving(['fund_a', 'fund_z']), giving(['fund_z']), giving([])]).toEqual([
    ['resource_of_fund_a', 'fund_z'],
    ['fund_z'],
    [],
  ]);
});
