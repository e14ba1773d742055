import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changed, forge, secondsFromNow } from './attacks/forge.ts';
import { forgedTokens } from './attacks/tokens.ts';
import { type Answer, type House, openHouse } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse('embedded', 'SQLite', { seeded: false });
}, 60_000);
afterAll(() => house.close());

const question = JSON.stringify({ query: '{ needs { totalCount } }' });

async function ask(headers: Readonly<Record<string, string>>, search = '') {
  const response = await fetch(`${house.url}/graphql${search}`, {
    method: 'POST',
    body: question,
    headers: { 'content-type': 'application/json', ...headers },
  });
  const answer = (await response.json()) as Answer;
  return { status: response.status, answer, challenge: response.headers.get('www-authenticate') };
}
const bearing = (token: string) => ask({ authorization: `Bearer ${token}` });

const refusal = {
  status: 401,
  answer: { errors: [{ message: 'A valid bearer token is needed.', extensions: { code: 'UNAUTHENTICATED' } }] },
  challenge: 'Bearer',
};

interface Failure {
  readonly outcome: string;
  readonly actor: string;
  readonly request_id: string;
}
function failuresInLedger(): readonly Failure[] {
  const place = house.place('access');
  if (place.dialect !== 'sqlite') throw new Error('These tests read the file of the ledger.');
  const database = new DatabaseSync(place.file, { readOnly: true });
  const rows = database.prepare("select * from audit_entry where action = 'LOGIN_FAILED' order by seq").all();
  database.close();
  return rows as unknown as readonly Failure[];
}

describe('a token is refused with the same words as every other', () => {
  test.each(forgedTokens)('$list: $name', async ({ token }) => {
    expect(await bearing(token)).toEqual(refusal);
  });

  test.each([
    ['Basic', { authorization: 'Basic aHViOmh1Yg==' }],
    ['no scheme', { authorization: forge() }],
    ['an empty token', { authorization: 'Bearer ' }],
    ['two tokens in one header', { authorization: `Bearer ${forge()}, Bearer ${forge()}` }],
    ['a token in a cookie', { cookie: `access_token=${forge()}` }],
    ['a token in a header of somebody else', { 'x-access-token': forge() }],
  ])('%s', async (_, headers) => {
    expect(await ask(headers)).toEqual(refusal);
  });

  test('a token in the address, where it would be logged', async () => {
    expect(await ask({}, `?access_token=${forge()}`)).toEqual(refusal);
    expect(await ask({ authorization: `Bearer ${forge()}` }, `?access_token=${forge()}`)).toEqual(refusal);
  });
});

describe('a token is taken', () => {
  test.each([
    ['that is right', forge()],
    ['for several audiences of which we are one', forge({ aud: ['other', 'hub'] })],
    ['that ended four seconds ago, as clocks differ', forge({ iat: secondsFromNow(-60), exp: secondsFromNow(-4) })],
    ['with claims of which we know nothing', forge({ email: 'a@example.org', scope: 'openid' })],
    ['without divisions, which sees nothing of any', forge({ divisions: undefined })],
  ])('%s', async (_, token) => {
    const { status, answer } = await bearing(token);
    expect({ status, errors: answer.errors }).toEqual({ status: 200, errors: undefined });
  });

  test('whatever the case of its scheme', async () => {
    expect((await ask({ authorization: `bearer ${forge()}` })).status).toBe(200);
  });
});

describe('the ledger', () => {
  test('has each cause of this minute once, and nothing of a token', () => {
    const failures = failuresInLedger();
    const expected = new Set([...forgedTokens.map(({ cause }) => `FAILED ${cause}`), 'FAILED NO_BEARER']);
    expect(failures.map(({ outcome }) => outcome).toSorted()).toEqual([...expected].toSorted());
    expect(JSON.stringify(failures)).not.toMatch(/eyJ|demo-district-officer|token_forged|attacker/);
    expect(new Set(failures.map(({ actor }) => actor))).toEqual(new Set(['nobody']));
  });

  test('has how many more there were once the minute is over', async () => {
    const before = failuresInLedger().length;
    const changedToken = changed((header, claims) => `${header}.${claims}.AAAA`);
    for (let n = 0; n < 5; n++) expect(await bearing(changedToken)).toEqual(refusal);
    expect(failuresInLedger()).toHaveLength(before);
    await house.reopen();
    const more = failuresInLedger().slice(before);
    expect(more.every(({ outcome }) => /^FAILED [A-Z_]+ \d+ more$/.test(outcome))).toBe(true);
    expect(more.some(({ outcome }) => outcome.startsWith('FAILED SIGNATURE'))).toBe(true);
  });

  test('and the log have no token', () => {
    expect(JSON.stringify(house.log.lines)).not.toMatch(/eyJ/);
  });
});
