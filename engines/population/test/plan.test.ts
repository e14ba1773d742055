import { expect, it } from 'vitest';
import { districtDigest, exportDistrict, planDistrict } from '../src/index.ts';
import { chunks, plan, today } from './demonstration.ts';

const departments = ['civilAffairs', 'socialWork', 'charities', 'volunteers'] as const;

const small = (seed: string, residents = 300) => planDistrict({ seed, residents, today });

it('gives the same export for the same seed, and another one for another seed', () => {
  expect(districtDigest(small('a'))).toBe(districtDigest(small('a')));
  expect(districtDigest(small('a'))).not.toBe(districtDigest(small('b')));
});

it('gives another export for another day and for other dirt', () => {
  const usual = districtDigest(small('a'));
  expect(districtDigest(planDistrict({ seed: 'a', residents: 300, today: '2025-11-22' }))).not.toBe(usual);
  expect(districtDigest(planDistrict({ seed: 'a', residents: 300, today, dirt: { idMissing: 0.5 } }))).not.toBe(usual);
});

it('makes each chunk alone, in any order, as it makes it in turn', () => {
  const again = planDistrict({ seed: 'demonstration', today });
  for (let index = again.chunkCount - 1; index >= 0; index--) expect(again.chunk(index)).toEqual(chunks[index]);
});

it.each(departments)('makes of %s alone what it makes of it beside the others', (department) => {
  for (const index of [0, 1]) expect(plan.chunk(index, [department])[department]).toEqual(chunks[index]?.[department]);
});

it('refuses a chunk that is not there', () => {
  expect(() => plan.chunk(plan.chunkCount)).toThrow('when expecting 0 to');
  expect(() => plan.chunk(-1)).toThrow(RangeError);
});

it.each([1, 2, 7, 60, 700, 2900, 3500, 5950])(
  'makes as many records of each kind as planned, of %i residents',
  (residents) => {
    const planned = planDistrict({ seed: 'totals', residents, today });
    const counts: Record<string, number> = {};
    for (const { truth, ...departments } of planned.chunks()) {
      for (const kinds of Object.values(departments)) {
        for (const [kind, records] of Object.entries(kinds)) counts[kind] = (counts[kind] ?? 0) + records.length;
      }
      expect(truth.length).toBe(
        departments.civilAffairs.residents.length +
          departments.socialWork.clients.length +
          departments.charities.beneficiaries.length +
          departments.volunteers.volunteers.length,
      );
      expect(departments.civilAffairs.residents.length).toBeLessThanOrEqual(1000);
    }
    expect(counts).toEqual(planned.totals);
    expect(planned.totals.residents).toBe(residents);
  },
);

it('keeps proportions when it grows', () => {
  const { totals } = planDistrict({ seed: 'large', residents: 100_000, today });
  expect(totals.volunteers).toBe(Math.round((1434 / 5600) * 100_000));
  expect(totals.residents / (totals.divisions - 96)).toBeGreaterThan(80);
});

it.each([
  [{ residents: 0 }, 'Met 0 residents when expecting 1 to 2000000.'],
  [{ residents: 1.5 }, 'Met 1.5 residents'],
  [{ residents: 3_000_000 }, 'Met 3000000 residents'],
  [{ today: '2025-02-30' }, 'Met 2025-02-30 when expecting a day from 2010 to 2099'],
  [{ today: '1999-01-01' }, 'Met 1999-01-01'],
  [{ dirt: { nameVariant: 1.2 } }, 'Met dirt.nameVariant of 1.2 when expecting 0 to 1.'],
  [{ dirt: { idMissing: 0.9, idMasked: 0.9 } }, 'at most 1'],
])('refuses options that cannot be: %o', (wrong, message) => {
  expect(() => planDistrict({ seed: 'a', today, ...wrong })).toThrow(message);
});

it('exports canonical lines: keys in order, the truth left out', () => {
  const lines = [...exportDistrict(small('lines', 20))];
  expect(lines[0]).toMatch(
    /^\{"department":"civilAffairs","kind":"divisions","record":\{"code":"420000000000","latitude":/,
  );
  expect(lines.some((line) => line.includes('personKey'))).toBe(false);
});

// Any change of what is drawn changes it: put the new one here, and say in the commit that districts differ.
it('gives on every machine the digest that it gave where this was written', () => {
  expect(districtDigest(planDistrict({ seed: 'digest', residents: 120, today }))).toBe(
    'f3e65582d104a36a1d66fcf8fcdc4073e3a463ba9b7a2e5e8e04f02489dcd3fc',
  );
});
