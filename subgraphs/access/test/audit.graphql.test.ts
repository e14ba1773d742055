import { type AuditEntry, auditEntryOf, type Subgraph } from '@hub/kernel';
import { asker, createStoreOfTest, openingOfTest, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAccess } from '../src/index.ts';

const entry = (requestId: string): AuditEntry =>
  auditEntryOf({
    action: 'READ',
    actor: 'officer',
    role: 'district-officer',
    purpose: 'RESOURCE_MATCHING',
    basis: null,
    requestId,
    operation: null,
    outcome: 'ALLOWED',
    fieldClasses: ['PERSONAL'],
    subjects: ['Client:client_1'],
    withheld: [],
    policyVersion: '1',
    at: '2026-11-21T04:00:00.000Z',
  });
const append = 'mutation ($entries: [AuditEntryInput!]!) { appendAudit(entries: $entries) { lastSequence } }';
const resolve = 'query ($claims: ClaimsInput!) { resolveViewer(claims: $claims) { subject role purpose basis } }';

describe.each(storesOfTest)('access on %s', (storeName) => {
  const stores = createStoreOfTest(storeName);
  let access: Subgraph;
  let ask: ReturnType<typeof asker>;

  beforeAll(async () => {
    access = await openAccess(openingOfTest(stores.place('access')));
    ask = asker(access);
  });
  afterAll(async () => {
    await access.close();
    await stores.remove();
  });

  test('appends what arrives at once in the order of arrival, and numbers it without a gap', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        ask(null, append, { entries: [entry(`a${index}`), entry(`b${index}`)] }),
      ),
    );
    const numbers = answers.map(
      ({ data }) => (data as { appendAudit: { lastSequence: number } }).appendAudit.lastSequence,
    );
    expect(numbers).toEqual(Array.from({ length: 50 }, (_, index) => 2 * (index + 1)));
  });

  test('resolves a viewer, and names the purposes when one is unknown', async () => {
    const claims = {
      subject: 'o',
      tokenId: 't',
      role: 'district-officer',
      divisions: ['420502000000'],
      purpose: 'RESOURCE_MATCHING',
    };
    const known = await ask(null, resolve, { claims });
    expect(known.data).toEqual({
      resolveViewer: { subject: 'o', role: 'district-officer', purpose: 'RESOURCE_MATCHING', basis: 'STATUTORY_DUTY' },
    });
    const unknown = await ask(null, resolve, { claims: { ...claims, purpose: 'CURIOSITY' } });
    expect(unknown.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    expect(unknown.errors?.[0]?.message).toContain('RESOURCE_MATCHING');
  });
});
