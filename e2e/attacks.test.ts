import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Attack, expectRefusal, strike } from './attacks/attack.ts';
import { exhausting } from './attacks/exhausting.ts';
import { learning } from './attacks/learning.ts';
import { reaching } from './attacks/reaching.ts';
import { type House, openHouse } from './house.ts';

const attackedDocuments = [...exhausting, ...reaching, ...learning];

/** Those of the attacks in which a department takes part. */
const ofDepartments = attackedDocuments.filter(({ code }) => code === 'NOT_FOUND' || code === 'FORBIDDEN');

async function tokensOf(house: House) {
  return {
    officer: await house.token(),
    partner: await house.token({ role: 'charity-partner', organisation: 'org_x' }),
  };
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

  test('all of it without a fault in the log', () => {
    expect(house.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
