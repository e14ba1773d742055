import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Attack, expectRefusal, strike } from './attacks/attack.ts';
import { exhausting } from './attacks/exhausting.ts';
import { learning } from './attacks/learning.ts';
import { reaching } from './attacks/reaching.ts';
import { district, type House, openHouse } from './house.ts';

const attackedDocuments = [...exhausting, ...reaching, ...learning];

/** Those of the attacks in which a department takes part. */
const ofDepartments = attackedDocuments.filter(({ code }) => code === 'NOT_FOUND' || code === 'FORBIDDEN');

const agree = `mutation { recordAgreement(input: { organisation: "org_x", purposes: [RESOURCE_MATCHING], bases: [CONTRACT],
  divisions: ["${district}"], fieldClasses: [CASE], validFrom: "2026-01-01", validTo: "2026-12-31",
  impactAssessmentNumber: "PIA-1", reason: "A partner for attacks on the house" }) { id } }`;

async function tokensOf(house: House) {
  expect((await house.ask(agree, {}, { role: 'operator', purpose: null })).errors).toBeUndefined();
  const partner = await house.token({ role: 'charity-partner', organisation: 'org_x' });
  return { officer: await house.token(), partner };
}

describe.each([
  ['embedded', attackedDocuments],
  ['distributed', ofDepartments],
] as const)('the house, %s, withstands', (mode, attacks) => {
  let house: House;
  let tokens: Awaited<ReturnType<typeof tokensOf>>;
  beforeAll(async () => {
    house = await openHouse(mode, 'SQLite', { seeded: false });
    tokens = await tokensOf(house);
  }, 60_000);
  afterAll(() => house.close());

  test.each(attacks as readonly Attack[])('$list: $name', async (attack) => {
    expectRefusal(attack, await strike(house.url, attack, tokens));
  });

  test('a partner without an agreement, who is told so', async () => {
    const { status, errors } = await house.ask(
      '{ __typename }',
      {},
      { role: 'charity-partner', organisation: 'org_y' },
    );
    expect({ status, code: errors?.[0]?.extensions.code }).toEqual({ status: 403, code: 'FORBIDDEN' });
  });

  test('all of it without a fault in the log', () => {
    expect(house.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
