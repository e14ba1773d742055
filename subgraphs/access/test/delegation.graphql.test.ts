import type { Viewer } from '@hub/engine-policy';
import { type GraphAnswer, type Subgraph, systemCaller } from '@hub/kernel';
import {
  asker,
  createStoreOfTest,
  nowOfTest,
  openingOfTest,
  openPlacesOfTest,
  type PlacesOfTest,
  startWorkersOfTest,
  storesOfTest,
} from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAccess } from '../src/index.ts';

const city = '420500000000';
const district = '420502000000';
const street = '420502001000';
const otherStreet = '420503001000';

const somebody = (subject: string, parts: Partial<Viewer> = {}): Viewer => ({
  subject,
  role: 'district-officer',
  divisions: [district],
  organisation: null,
  purpose: null,
  basis: 'STATUTORY_DUTY',
  tokenId: `token-of-${subject}`,
  agreement: null,
  grant: null,
  caseReference: null,
  ...parts,
});
const officer = somebody('officer');
const colleague = somebody('colleague');
const operator = somebody('operator', { role: 'operator', divisions: [] });
const auditor = somebody('auditor', { role: 'auditor' });
const partner = somebody('partner', { role: 'charity-partner', organisation: 'charity_a', basis: 'CONTRACT' });

const delegate = `mutation ($input: DelegateInput!) { delegate(input: $input) {
  id version state subject role organisation divisions purpose basis reason validTo } }`;
const renew =
  'mutation ($input: RenewDelegationInput!) { renewDelegation(input: $input) { id version state validTo } }';
const revoke =
  'mutation ($input: RevokeDelegationInput!) { revokeDelegation(input: $input) { id version state revokedBy revocationReason } }';
const resolved = `query ($id: ID!, $subject: String!) { resolveDelegation(id: $id, subject: $subject) { refused text viewer {
  subject role divisions organisation purpose basis tokenId agreement { id fieldClasses } grant { id } } } }`;
const wish = (parts: object = {}) => ({
  divisions: [street],
  purpose: 'RESOURCE_MATCHING',
  validTo: '2026-12-31',
  reason: 'nightly question of the street',
  ...parts,
});

interface Given {
  readonly id: string;
  readonly version: number;
}
const givenIn = ({ data }: GraphAnswer, verb = 'delegate') => data?.[verb] as Given;
const codeOf = ({ errors }: GraphAnswer) => errors?.[0]?.extensions?.reason ?? errors?.[0]?.extensions?.code;

describe.each(storesOfTest)('delegations on %s', (storeName) => {
  const stores = createStoreOfTest(storeName);
  let access: Subgraph;
  let places: PlacesOfTest;
  let stop: () => Promise<void>;
  let ask: ReturnType<typeof asker>;
  /** What a schedule may act as under a delegation, at an instant. */
  const resolveAt = async (id: string, now = nowOfTest, language: 'en' | 'zh' = 'en', subject = 'officer') => {
    const caller = systemCaller('run_1', language, new Date(now));
    const { data } = await access.execute({ query: resolved, variables: { id, subject } }, caller);
    return data?.resolveDelegation as { refused: string | null; text: string | null; viewer: Viewer | null };
  };

  beforeAll(async () => {
    access = await openAccess(openingOfTest(stores.place('access')));
    places = await openPlacesOfTest(stores.place('civil-affairs'), {
      [city]: [],
      [district]: [city],
      [street]: [district, city],
      [otherStreet]: [city],
    });
    const started = startWorkersOfTest(access, { 'civil-affairs': places.feed });
    await started.ready;
    stop = started.stop;
    ask = asker(access);
  });
  afterAll(async () => {
    await stop();
    await access.close();
    await places.close();
    await stores.remove();
  });

  test('give a schedule what was delegated, and no more', async () => {
    const given = givenIn(await ask(officer, delegate, { input: wish() }));
    expect(given).toMatchObject({
      state: 'IN_FORCE',
      subject: 'officer',
      divisions: [street],
      basis: 'STATUTORY_DUTY',
    });
    expect(await resolveAt(given.id)).toEqual({
      refused: null,
      text: null,
      viewer: {
        subject: 'officer',
        role: 'district-officer',
        divisions: [street],
        organisation: null,
        purpose: 'RESOURCE_MATCHING',
        basis: 'STATUTORY_DUTY',
        tokenId: given.id,
        agreement: null,
        grant: null,
      },
    });
  });

  test.each([
    ['a place that is not hers', { divisions: [street, otherStreet] }, 'DELEGATION_PLACE', otherStreet],
    ['a place above hers', { divisions: [city] }, 'DELEGATION_PLACE', city],
    ['no place', { divisions: [] }, 'DELEGATION_WITHOUT_PLACE', 'at least one'],
    ['a purpose that her role has not', { purpose: 'AUDIT' }, 'DELEGATION_PURPOSE', 'RESOURCE_MATCHING'],
    ['a basis that her role may not claim', { basis: 'CONTRACT' }, 'DELEGATION_BASIS', 'STATUTORY_DUTY'],
    ['an emergency', { basis: 'EMERGENCY' }, 'DELEGATION_BASIS', 'EMERGENCY'],
    ['more than ninety days', { validTo: '2027-02-20' }, 'DELEGATION_DAYS', '2027-02-19'],
    ['a day that is over', { validTo: '2026-11-20' }, 'DELEGATION_DAYS', '2026-11-21'],
    ['no reason', { reason: ' ' }, 'REASON_LENGTH', 'expected 4'],
  ])('are refused for %s', async (_, parts, reason, words) => {
    const answer = await ask(officer, delegate, { input: wish(parts) });
    expect(codeOf(answer)).toBe(reason);
    expect(answer.errors?.[0]?.message).toContain(words);
  });

  test('are given for ninety days at most, which is possible', async () => {
    expect(givenIn(await ask(officer, delegate, { input: wish({ validTo: '2027-02-19' }) }))).toBeTruthy();
  });

  test('are not given by who only watches, nor from within a delegation', async () => {
    expect(codeOf(await ask(auditor, delegate, { input: wish() }))).toBe('FORBIDDEN');
    const given = givenIn(await ask(officer, delegate, { input: wish() }));
    const asSchedule = { ...officer, tokenId: given.id };
    expect(codeOf(await ask(asSchedule, delegate, { input: wish() }))).toBe('FORBIDDEN');
  });

  test('end with their last day in Shanghai, not in Greenwich', async () => {
    const { id } = givenIn(await ask(officer, delegate, { input: wish({ validTo: '2026-12-31' }) }));
    expect((await resolveAt(id, '2026-12-31T15:59:59.000Z')).refused).toBeNull();
    const over = await resolveAt(id, '2026-12-31T16:00:00.000Z', 'zh');
    expect(over).toMatchObject({ refused: 'DELEGATION_ENDED', viewer: null });
    expect(over.text).toContain('2026-12-31');
  });

  test('are revoked at once by their giver or an operator, and by nobody else', async () => {
    const given = givenIn(await ask(officer, delegate, { input: wish() }));
    const input = { id: given.id, version: given.version, reason: 'no longer needed' };
    expect(codeOf(await ask(colleague, revoke, { input }))).toBe('NOT_FOUND');
    expect(codeOf(await ask(auditor, revoke, { input }))).toBe('FORBIDDEN');
    const revoked = await ask(operator, revoke, { input });
    expect(revoked.data?.revokeDelegation).toMatchObject({ state: 'REVOKED', revokedBy: 'operator' });
    expect(await resolveAt(given.id)).toMatchObject({ refused: 'DELEGATION_REVOKED', viewer: null });
    const again = { input: { ...input, version: 2 } };
    expect(codeOf(await ask(officer, revoke, again))).toBe('DELEGATION_REVOKED');
  });

  test('are renewed by their giver alone, within the same bounds', async () => {
    const given = givenIn(await ask(officer, delegate, { input: wish() }));
    const input = { id: given.id, version: given.version, validTo: '2027-02-01' };
    expect(codeOf(await ask(operator, renew, { input }))).toBe('FORBIDDEN');
    expect(codeOf(await ask(officer, renew, { input: { ...input, validTo: '2027-03-01' } }))).toBe('DELEGATION_DAYS');
    const moved = { ...officer, divisions: [otherStreet] };
    expect(codeOf(await ask(moved, renew, { input }))).toBe('DELEGATION_PLACE');
    const renewed = await ask(officer, renew, { input });
    expect(renewed.data?.renewDelegation).toMatchObject({ version: 2, validTo: '2027-02-01' });
  });

  test('end with the token that gave them, and with all tokens of their giver', async () => {
    const stolen = { ...officer, tokenId: 'token-stolen' };
    const byStolen = givenIn(await ask(stolen, delegate, { input: wish() }));
    const byGiver = givenIn(await ask(somebody('leaver'), delegate, { input: wish() }));
    const revokeTokens = 'mutation ($input: RevokeTokensInput!) { revokeTokens(input: $input) { id } }';
    await ask(operator, revokeTokens, { input: { tokenId: 'token-stolen', reason: 'was stolen' } });
    await ask(operator, revokeTokens, { input: { subject: 'leaver', reason: 'has left the office' } });
    expect((await resolveAt(byStolen.id)).refused).toBe('DELEGATION_BEARER_REVOKED');
    expect((await resolveAt(byGiver.id, nowOfTest, 'en', 'leaver')).refused).toBe('DELEGATION_BEARER_REVOKED');
  });

  test('of a partner are worth what the agreement gives on the day of the run', async () => {
    const given = givenIn(await ask(partner, delegate, { input: wish({ purpose: 'CHARITY_AID', basis: 'CONTRACT' }) }));
    const ofPartner = (now = nowOfTest) => resolveAt(given.id, now, 'en', 'partner');
    expect((await ofPartner()).refused).toBe('NO_AGREEMENT');
    const record = 'mutation ($input: RecordAgreementInput!) { recordAgreement(input: $input) { id version } }';
    const terms = {
      organisation: 'charity_a',
      purposes: ['CHARITY_AID'],
      bases: ['CONTRACT'],
      divisions: [district],
      fieldClasses: ['CASE', 'PERSONAL'],
      validFrom: '2026-01-01',
      validTo: '2026-12-15',
      impactAssessmentNumber: 'PIA-1',
      reason: 'signed last week',
    };
    const agreement = givenIn(await ask(operator, record, { input: terms }), 'recordAgreement');
    expect((await ofPartner()).viewer?.agreement).toEqual({
      id: agreement.id,
      fieldClasses: ['CASE', 'PERSONAL'],
    });
    expect((await ofPartner('2026-12-16T04:00:00.000Z')).refused).toBe('NO_AGREEMENT');
  });

  test('that nobody gave are worth nothing, and neither refusal tells more', async () => {
    expect(await resolveAt('delegation_0')).toMatchObject({ refused: 'DELEGATION_UNKNOWN', viewer: null });
    const given = givenIn(await ask(officer, delegate, { input: wish() }));
    const ofAnother = await resolveAt(given.id, nowOfTest, 'en', 'colleague');
    expect(ofAnother).toMatchObject({ refused: 'DELEGATION_UNKNOWN', viewer: null });
    const asSomebody = await ask(operator, resolved, { id: 'delegation_0', subject: 'officer' });
    expect(codeOf(asSomebody)).toBe('FORBIDDEN');
  });

  test('are seen by their giver and those who watch, and told by `me`', async () => {
    const giver = somebody('giver');
    const { id } = givenIn(await ask(giver, delegate, { input: wish() }));
    const list = 'query ($s: String) { delegations(where: { subject: $s }) { totalCount } }';
    const seenBy = async (viewer: Viewer) => (await ask(viewer, list, { s: 'giver' })).data?.delegations;
    expect(await seenBy(giver)).toEqual({ totalCount: 1 });
    expect(await seenBy(auditor)).toEqual({ totalCount: 1 });
    expect(await seenBy(colleague)).toEqual({ totalCount: 0 });
    const me = '{ me { delegations { id validTo } } }';
    expect((await ask(giver, me)).data?.me).toEqual({ delegations: [{ id, validTo: '2026-12-31' }] });
    expect((await ask(giver, me, {}, { now: '2027-01-02T00:00:00.000Z' })).data?.me).toEqual({ delegations: [] });
  });

  test('are in the ledger when they are given and when they are refused', async () => {
    const given = givenIn(await ask(officer, delegate, { input: wish() }));
    await ask(officer, revoke, { input: { id: given.id, version: 1, reason: 'just a trial' } });
    await resolveAt(given.id);
    const lines = `{ auditEntries(first: 100) { edges { node { action operation actor token outcome } } } }`;
    const { data } = await ask({ ...auditor, purpose: 'AUDIT' }, lines);
    const list = data?.auditEntries as { edges: { node: Record<string, string> }[] };
    const entries = list.edges.map(({ node }) => node);
    expect(entries.slice(0, 3)).toMatchObject([
      { action: 'REFUSED', operation: 'resolveDelegation', actor: 'officer', token: given.id },
      { action: 'DELEGATION', operation: `revoke ${given.id}`, actor: 'officer' },
      { action: 'DELEGATION', operation: `delegate ${given.id} until 2026-12-31`, actor: 'officer' },
    ]);
    expect(entries[0]?.outcome).toBe('FAILED FORBIDDEN DELEGATION_REVOKED');
  });
});
