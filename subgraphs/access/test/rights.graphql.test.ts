import type { Viewer } from '@hub/engine-policy';
import { type GraphAnswer, type Log, type Subgraph, systemCaller } from '@hub/kernel';
import {
  asker,
  createStoreOfTest,
  logOfTest,
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
const otherStreet = '420502002000';

const somebody = (subject: string, parts: Partial<Viewer>): Viewer => ({
  subject,
  role: 'street-worker',
  divisions: [street],
  organisation: null,
  purpose: 'CASE_SERVICE',
  basis: 'STATUTORY_DUTY',
  tokenId: 'token_1',
  agreement: null,
  grant: null,
  caseReference: 'case_7',
  ...parts,
});
const worker = somebody('worker', {});
const colleague = somebody('colleague', {});
const operator = somebody('operator', { role: 'operator', divisions: [], purpose: null });
const auditor = somebody('auditor', { role: 'auditor', divisions: [district], purpose: 'AUDIT' });
const approver = somebody('approver', { role: 'approver', divisions: [district], purpose: null });
const approverElsewhere = somebody('elsewhere', { role: 'approver', divisions: [otherStreet], purpose: null });
const partner = somebody('partner', { role: 'charity-partner', organisation: 'charity_a', purpose: 'CHARITY_AID' });

const words = { en: 'en', zh: 'zh' } as const;
const claimsOf = (viewer: Viewer, more: object = {}) => {
  const { subject, tokenId, role, divisions, organisation, purpose } = viewer;
  return { subject, tokenId, role, divisions, organisation, purpose, ...more };
};
const resolve = `query ($claims: ClaimsInput!) { resolveViewer(claims: $claims) {
  subject role purpose basis agreement { id divisions fieldClasses } grant { id kind approver records } caseReference } }`;

const request = `mutation ($input: RequestApprovalInput!) { requestApproval(input: $input) { id version state } }`;
const judged = (verb: string) =>
  `mutation ($input: JudgeGrantInput!) { ${verb}(input: $input) { id version state approver note validUntil } }`;
const wish = { purpose: 'CASE_SERVICE', records: ['client_1'], reason: 'a visit to the child is planned', days: 2 };

interface Grant {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}
const grantIn = ({ data }: GraphAnswer, verb: string) => data?.[verb] as Grant;
const totalIn = (list: unknown) => (list as { readonly totalCount: number }).totalCount;
const codeOf = ({ errors }: GraphAnswer) => errors?.[0]?.extensions?.reason ?? errors?.[0]?.extensions?.code;

describe.each(storesOfTest)('rights on %s', (storeName) => {
  const stores = createStoreOfTest(storeName);
  const log = logOfTest();
  let access: Subgraph;
  let places: PlacesOfTest;
  let stop: () => Promise<void>;
  let ask: ReturnType<typeof asker>;

  beforeAll(async () => {
    access = await openAccess({ ...openingOfTest(stores.place('access')), log: log as Log });
    places = await openPlacesOfTest(stores.place('civil-affairs'), {
      [city]: [],
      [district]: [city],
      [street]: [district, city],
      [otherStreet]: [district, city],
    });
    const workers = startWorkersOfTest(access, { 'civil-affairs': places.feed });
    await workers.ready;
    stop = workers.stop;
    ask = asker(access);
  });
  afterAll(async () => {
    await stop();
    await access.close();
    await places.close();
    await stores.remove();
  });

  const viewerOf = async (claims: object, now = nowOfTest) => {
    const caller = systemCaller('request_1', words.en, new Date(now));
    return access.execute({ query: resolve, variables: { claims } }, caller);
  };
  const requested = async (input: object = wish, viewer = worker) =>
    grantIn(await ask(viewer, request, { input }), 'requestApproval');
  const judge = (viewer: Viewer, verb: string, { id, version }: Grant) =>
    ask(viewer, judged(verb), { input: { id, version, note: 'seen and weighed' } });

  describe('agreements', () => {
    const record = `mutation ($input: RecordAgreementInput!) { recordAgreement(input: $input) { id version } }`;
    const change = `mutation ($input: ChangeAgreementInput!) { changeAgreement(input: $input) {
      version validTo purposes changes { version changedBy reason } } }`;
    const terms = {
      organisation: 'charity_a',
      purposes: ['CHARITY_AID'],
      bases: ['CONTRACT', 'CONSENT'],
      divisions: [street],
      fieldClasses: ['CASE', 'PERSONAL'],
      validFrom: '2026-01-01',
      validTo: '2026-12-31',
      impactAssessmentNumber: 'PIA-2026-001',
      reason: 'signed by both sides',
    };
    let agreement: Grant;

    test('a partner without one is told so, and may not ask', async () => {
      const answer = await viewerOf(claimsOf(partner));
      expect(answer.errors?.[0]).toMatchObject({
        message: 'There is no agreement in force with the organisation charity_a.',
        extensions: { code: 'FORBIDDEN' },
      });
    });

    test.each([
      ['an officer', { role: 'district-officer' }],
      ['the partner herself', { role: 'charity-partner', organisation: 'charity_a' }],
      ['an auditor', { role: 'auditor' }],
    ] as const)('%s may not put one on record', async (_, parts) => {
      expect(codeOf(await ask(somebody('x', parts), record, { input: terms }))).toBe('FORBIDDEN');
    });

    test.each([
      ['ends before it begins', { validTo: '2025-12-31' }, 'AGREEMENT_ENDS_BEFORE_IT_BEGINS'],
      ['names no purpose', { purposes: [] }, 'AGREEMENT_WITHOUT'],
      ['names no impact assessment', { impactAssessmentNumber: ' ' }, 'AGREEMENT_WITHOUT'],
      ['names what is no division', { divisions: ['西陵区'] }, 'AGREEMENT_PLACE'],
      ['has no reason', { reason: ' ' }, 'REASON_LENGTH'],
    ] as const)('refuses one that %s', async (_, parts, reason) => {
      expect(codeOf(await ask(operator, record, { input: { ...terms, ...parts } }))).toBe(reason);
    });

    test('an operator puts one on record with a reason, and it bounds the partner from then on', async () => {
      agreement = grantIn(await ask(operator, record, { input: terms }), 'recordAgreement');
      const { data } = await viewerOf(claimsOf(partner));
      expect(data?.resolveViewer).toMatchObject({
        basis: 'CONTRACT',
        agreement: { id: agreement.id, divisions: [street], fieldClasses: ['CASE', 'PERSONAL'] },
      });
    });

    test.each([
      ['purpose', { purpose: 'RESOURCE_MATCHING' }],
      ['basis', { basis: 'GUARDIAN_CONSENT' }],
      ['purpose at all', { purpose: null }],
    ] as const)('gives no class for a request without its %s', async (_, more) => {
      const { data } = await viewerOf(claimsOf(partner, more));
      expect(data?.resolveViewer).toMatchObject({ agreement: { fieldClasses: [] } });
    });

    test.each([
      ['the day before it begins', '2025-12-31T15:59:00.000Z', 'FORBIDDEN'],
      ['its first day', '2025-12-31T16:00:00.000Z', undefined],
      ['its last day', '2026-12-31T15:59:00.000Z', undefined],
      ['the day after', '2026-12-31T16:00:00.000Z', 'FORBIDDEN'],
    ] as const)('holds or does not on %s', async (_, now, code) => {
      expect(codeOf(await viewerOf(claimsOf(partner), now))).toBe(code);
    });

    test('the other organisations do not see it', async () => {
      const list = '{ agreements { totalCount edges { node { organisation } } } }';
      const totals = await Promise.all(
        [operator, auditor, partner, { ...partner, organisation: 'charity_b' }, worker].map((viewer) =>
          ask(viewer, list),
        ),
      );
      expect(totals.map(({ data }) => totalIn(data?.agreements))).toEqual([1, 1, 1, 0, 0]);
    });

    test('a change takes effect at once, and is kept with who made it and why', async () => {
      const input = { ...agreement, validTo: '2026-11-20', reason: 'the purpose has ended' };
      const { data } = await ask(operator, change, {
        input: { id: input.id, version: 1, validTo: input.validTo, reason: input.reason },
      });
      expect(data?.changeAgreement).toEqual({
        version: 2,
        validTo: '2026-11-20',
        purposes: ['CHARITY_AID'],
        changes: [
          { version: 1, changedBy: 'operator', reason: 'signed by both sides' },
          { version: 2, changedBy: 'operator', reason: 'the purpose has ended' },
        ],
      });
      expect(codeOf(await viewerOf(claimsOf(partner)))).toBe('FORBIDDEN');
    });
  });

  describe('approvals', () => {
    test('holds for its bearer, role and purpose from the approval to its end', async () => {
      const grant = await requested();
      expect(grant.state).toBe('REQUESTED');
      expect(codeOf(await viewerOf(claimsOf(worker, { grant: grant.id })))).toBe('FORBIDDEN');
      const { data } = await judge(approver, 'approveGrant', grant);
      expect(data?.approveGrant).toMatchObject({
        state: 'IN_FORCE',
        approver: 'approver',
        note: 'seen and weighed',
        validUntil: '2026-11-23T04:00:00.000Z',
      });
      const held = await viewerOf(claimsOf(worker, { grant: grant.id }));
      expect(held.data?.resolveViewer).toMatchObject({
        grant: { id: grant.id, kind: 'APPROVAL', approver: 'approver', records: ['client_1'] },
      });
      const others = [
        claimsOf(colleague, { grant: grant.id }),
        claimsOf(worker, { grant: grant.id, purpose: 'VISIT' }),
        claimsOf(worker, { grant: grant.id, role: 'district-officer' }),
        claimsOf(worker, { grant: 'grant_none' }),
      ];
      const refused = await Promise.all(others.map((claims) => viewerOf(claims)));
      const late = await viewerOf(claimsOf(worker, { grant: grant.id }), '2026-11-23T04:00:00.000Z');
      expect(new Set([...refused, late].map(({ errors }) => JSON.stringify(errors))).size).toBe(1);
      expect(codeOf(late)).toBe('FORBIDDEN');
    });

    test.each([
      ['more days than the policy has', { days: 31 }, 'GRANT_DAYS'],
      ['no day', { days: 0 }, 'GRANT_DAYS'],
      ['what is no record', { records: ['张三'] }, 'GRANT_RECORD'],
      ['a purpose that the role does not have', { purpose: 'CHARITY_AID' }, 'GRANT_PURPOSE'],
      ['no reason', { reason: 'x' }, 'REASON_LENGTH'],
    ] as const)('refuses a request for %s', async (_, parts, reason) => {
      expect(codeOf(await ask(worker, request, { input: { ...wish, ...parts } }))).toBe(reason);
    });

    test.each(['analyst', 'auditor', 'operator', 'approver'] as const)('is nothing for the role %s', async (role) => {
      expect(codeOf(await ask(somebody('x', { role }), request, { input: wish }))).toBe('FORBIDDEN');
    });

    test('needs two people', async () => {
      const both = { ...approver, subject: 'worker' };
      expect(codeOf(await judge(both, 'approveGrant', await requested()))).toBe('GRANT_OF_ONESELF');
      expect(codeOf(await judge(worker, 'approveGrant', await requested()))).toBe('FORBIDDEN');
    });

    test('is decided by an approver of its place only, and does not exist for another', async () => {
      const grant = await requested();
      expect(codeOf(await judge(approverElsewhere, 'approveGrant', grant))).toBe('NOT_FOUND');
      const hidden = await ask(approverElsewhere, `{ accessGrant(id: "${grant.id}") { id } }`);
      expect(hidden).toEqual(await ask(approverElsewhere, '{ accessGrant(id: "grant_none") { id } }'));
      const wide = { ...worker, divisions: [street, otherStreet] };
      expect(codeOf(await judge(approverElsewhere, 'approveGrant', await requested(wish, wide)))).toBe('NOT_FOUND');
    });

    test('is decided once, and may be given back', async () => {
      const grant = await requested();
      const declined = grantIn(await judge(approver, 'declineGrant', grant), 'declineGrant');
      expect(declined.state).toBe('DECLINED');
      expect(codeOf(await judge(approver, 'approveGrant', declined))).toBe('GRANT_NOT_WAITING');
      const held = grantIn(await judge(approver, 'approveGrant', await requested()), 'approveGrant');
      expect(codeOf(await judge(auditor, 'revokeGrant', held))).toBe('FORBIDDEN');
      expect(codeOf(await judge(colleague, 'revokeGrant', held))).toBe('NOT_FOUND');
      const given = grantIn(await judge(worker, 'revokeGrant', held), 'revokeGrant');
      expect(given.state).toBe('REVOKED');
      expect(codeOf(await viewerOf(claimsOf(worker, { grant: held.id })))).toBe('FORBIDDEN');
    });

    test('shows each of them to whom it concerns', async () => {
      const list = '{ accessGrants(where: { state: REQUESTED }) { totalCount } }';
      const totals = await Promise.all(
        [worker, colleague, approver, approverElsewhere, auditor].map((viewer) => ask(viewer, list)),
      );
      const [own, none, all, elsewhere, audited] = totals.map(({ data }) => totalIn(data?.accessGrants));
      expect([none, elsewhere]).toEqual([0, 0]);
      expect(own).toBeGreaterThan(0);
      expect([all, audited].map((total) => Number(total) >= Number(own))).toEqual([true, true]);
    });
  });

  describe('broken glass', () => {
    const breakGlass = `mutation ($input: BreakGlassInput!) { breakGlass(input: $input) { id version state validUntil } }`;
    const emergency = { purpose: 'CASE_SERVICE', reason: 'a child was found alone at night' };
    const queue = '{ accessGrants(where: { toReview: true }) { edges { node { id reason } } } }';
    const review = `mutation ($input: ReviewGrantInput!) { reviewGrant(input: $input) { reviewVerdict reviewer } }`;
    let broken: Grant;

    test.each(['analyst', 'charity-partner', 'approver', 'auditor', 'operator'] as const)(
      'is nothing for the role %s',
      async (role) => {
        expect(codeOf(await ask(somebody('x', { role }), breakGlass, { input: emergency }))).toBe('FORBIDDEN');
      },
    );

    test('holds at once and for three hours, on the ground of the emergency', async () => {
      broken = grantIn(await ask(worker, breakGlass, { input: emergency }), 'breakGlass');
      expect(broken).toMatchObject({ state: 'IN_FORCE', validUntil: '2026-11-21T07:00:00.000Z' });
      const { data } = await viewerOf(claimsOf(worker, { grant: broken.id }), '2026-11-21T06:59:59.999Z');
      expect(data?.resolveViewer).toMatchObject({ basis: 'EMERGENCY', grant: { kind: 'BREAK_GLASS', approver: null } });
      expect(codeOf(await viewerOf(claimsOf(worker, { grant: broken.id }), '2026-11-21T07:00:00.000Z'))).toBe(
        'FORBIDDEN',
      );
    });

    test('is told loudly, and its reason is nowhere but in the grant', () => {
      expect(log.lines.filter(({ event }) => event === 'break-glass')).toMatchObject([
        { level: 'warn', fields: { grant: broken.id } },
      ]);
      expect(JSON.stringify(log.lines)).not.toContain('child');
    });

    test('waits in the queue until somebody else has looked at it', async () => {
      expect((await ask(approver, queue)).data).toEqual({
        accessGrants: { edges: [{ node: { id: broken.id, reason: emergency.reason } }] },
      });
      const input = { id: broken.id, version: broken.version, verdict: 'JUSTIFIED', note: 'the police confirmed it' };
      expect(codeOf(await ask({ ...approver, subject: 'worker' }, review, { input }))).toBe('GRANT_OF_ONESELF');
      expect((await ask(approver, review, { input })).data).toEqual({
        reviewGrant: { reviewVerdict: 'JUSTIFIED', reviewer: 'approver' },
      });
      expect((await ask(approver, queue)).data).toEqual({ accessGrants: { edges: [] } });
      expect(codeOf(await ask(approver, review, { input: { ...input, version: 2 } }))).toBe('GRANT_NOT_TO_REVIEW');
    });
  });

  describe('revocations', () => {
    const take = `mutation ($input: RevokeTokensInput!) { revokeTokens(input: $input) { id } }`;
    const reason = 'the laptop was stolen';

    test('a revoked token is nobody, and so is every earlier token of a revoked bearer', async () => {
      await ask(operator, take, { input: { tokenId: 'token_stolen', reason } });
      await ask(operator, take, { input: { subject: 'gone', reason } });
      const bearer = (more: object) => viewerOf(claimsOf(worker, more));
      const answers = await Promise.all([
        bearer({ tokenId: 'token_stolen' }),
        bearer({ subject: 'gone', issuedAt: '2026-11-20T00:00:00.000Z' }),
        bearer({ subject: 'gone' }),
        bearer({ subject: 'gone', issuedAt: '2026-11-22T00:00:00.000Z' }),
        bearer({}),
      ]);
      expect(answers.map(({ data }) => (data?.resolveViewer as Viewer | null)?.subject ?? null)).toEqual([
        null,
        null,
        null,
        'gone',
        'worker',
      ]);
    });

    test('names one thing, and is made by an operator', async () => {
      expect(codeOf(await ask(operator, take, { input: { reason } }))).toBe('REVOCATION_OF_WHAT');
      expect(codeOf(await ask(operator, take, { input: { tokenId: 'a', subject: 'b', reason } }))).toBe(
        'REVOCATION_OF_WHAT',
      );
      expect(codeOf(await ask(auditor, take, { input: { tokenId: 'a', reason } }))).toBe('FORBIDDEN');
    });
  });

  test('who is forbidden to act at all is in the ledger, with who she is and why', async () => {
    const stranger = { ...partner, organisation: 'charity_none' };
    await viewerOf(claimsOf(stranger));
    await viewerOf(claimsOf(worker, { grant: 'grant_invented' }));
    const refused =
      '{ auditEntries(where: { action: "REFUSED" }, first: 2) { edges { node { actor role outcome } } } }';
    expect((await ask(auditor, refused)).data).toEqual({
      auditEntries: {
        edges: [
          { node: { actor: 'worker', role: 'street-worker', outcome: 'FAILED FORBIDDEN NO_SUCH_GRANT' } },
          { node: { actor: 'partner', role: 'charity-partner', outcome: 'FAILED FORBIDDEN NO_AGREEMENT' } },
        ],
      },
    });
  });

  test('internal operations answer no somebody', async () => {
    expect(codeOf(await ask(operator, resolve, { claims: claimsOf(worker) }))).toBe('FORBIDDEN');
    expect(codeOf(await ask(null, '{ me { role } }'))).toBe('UNAUTHENTICATED');
  });

  test('tells who asks what each class needs, in her language', async () => {
    const query = '{ me { role purpose classes { fieldClass allowed needed text } } }';
    const { data } = await ask(worker, query, {}, { language: 'zh' });
    const text = '需要其他角色或其他用途。';
    const lacking = ['IDENTIFIER', 'AGGREGATE', 'OVERSIGHT'].map((fieldClass) => ({
      fieldClass,
      allowed: false,
      text,
    }));
    expect(data?.me).toMatchObject({
      role: 'street-worker',
      purpose: 'CASE_SERVICE',
      classes: expect.arrayContaining(lacking.map((one) => expect.objectContaining(one))),
    });
  });
});
