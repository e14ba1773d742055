import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { strike } from './attacks/attack.ts';
import { bounded, withGateway } from './attacks/gateway.ts';
import { type House, openHouse } from './house.ts';

let house: House;
let tokens: { readonly officer: string };
beforeAll(async () => {
  house = await openHouse('embedded', 'SQLite');
  tokens = { officer: await house.token() };
}, 120_000);
afterAll(() => house.close());

describe('a token that asks too much', () => {
  const ask = (url: string, query: string) =>
    strike(url, { list: 'own', name: '', query, status: 200, code: null }, tokens);

  test('is told what is left, and then how long to wait', async () => {
    await withGateway(house, bounded({ costPerMinute: 45 }), async (url) => {
      const list = '{ needs { edges { node { id } } } }';
      const first = await ask(url, list);
      expect(first.answer.extensions).toEqual({ cost: { requested: 41, limit: 10_000, remaining: 4 } });
      expect(first.response.headers.get('ratelimit-policy')).toBe(
        '"cost";q=45;w=60, "misses";q=60;w=60, "rows";q=50000;w=3600',
      );
      expect(first.response.headers.get('ratelimit')).toContain('"cost";r=4;t=55');
      const second = await ask(url, list);
      expect(second.response.status).toBe(429);
      expect(second.answer.errors?.[0]?.extensions.code).toBe('RATE_LIMITED');
      expect(second.response.headers.get('retry-after')).toBe('50');
      expect((await ask(url, '{ __typename }')).response.status).toBe(200);
      const other = await house.token({ role: 'street-worker' });
      const another = await strike(
        url,
        { list: 'own', name: '', query: list, status: 200, code: null },
        { officer: other },
      );
      expect(another.response.status).toBe(200);
    });
  });

  test('may not go on guessing ids', async () => {
    await withGateway(house, bounded({ missesPerMinute: 5 }), async (url) => {
      const guess = (from: number) =>
        `{ ${Array.from({ length: 5 }, (_, n) => `r${n}: resident(id: "resident_${from + n}") { id }`).join(' ')} }`;
      expect((await ask(url, guess(0))).response.status).toBe(200);
      expect((await ask(url, guess(5))).response.status).toBe(429);
      expect((await ask(url, '{ needs { totalCount } }')).response.status).toBe(200);
    });
  });

  test('may not take away everybody', async () => {
    await withGateway(house, bounded({ rowsPerHour: 30 }), async (url) => {
      const page = '{ needs(first: 20) { edges { node { id category client { id displayName } } } } }';
      const first = await ask(url, page);
      expect(first.answer.errors).toBeUndefined();
      expect(first.response.headers.get('ratelimit')).toContain('"rows";r=0;');
      const second = await ask(url, page);
      expect(second.response.status).toBe(429);
      expect(second.answer.data).toBeUndefined();
      expect(Number(second.response.headers.get('retry-after'))).toBeGreaterThan(60);
    });
  });
});
