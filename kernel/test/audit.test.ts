import { describe, expect, test } from 'vitest';
import { type AuditEntry, auditEntryOf, auditThrough, createExecute, createGuard } from '../src/index.ts';
import { fixedClock, logOfTest, nowOfTest, seededIds } from '../src/testing/index.ts';

const fields = 'action actor role requestId outcome policyVersion at';
const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9")
  scalar Told
  input AuditEntryInput { ${fields.replaceAll(/\w+/g, (name) => `${name}: String!`)}
    organisation: Told tokenId: Told agreement: Told grant: Told approver: Told purpose: Told basis: Told caseReference: Told
    operation: Told fieldClasses: Told subjects: Told minors: Told withheld: Told rows: Told }
  type Appended { lastSequence: Int! }
  type Query { ready: Boolean }
  type Mutation { appendAudit(entries: [AuditEntryInput!]!): Appended }`;

const entry = (requestId: string): AuditEntry =>
  auditEntryOf({
    action: 'READ',
    actor: 'officer',
    role: 'district-officer',
    requestId,
    outcome: 'ALLOWED',
    policyVersion: '1',
    at: nowOfTest,
  });

/** A keeper of entries that answers when it is told to, and the calls that reached it. */
function keeper() {
  const calls: { readonly ids: readonly string[]; answer(works: boolean): void }[] = [];
  const appendAudit = (_: unknown, { entries }: { entries: readonly AuditEntry[] }) =>
    new Promise((resolve, reject) =>
      calls.push({
        ids: entries.map(({ requestId }) => requestId),
        answer: (works) => (works ? resolve({ lastSequence: 1 }) : reject(new Error('The disk is full.'))),
      }),
    );
  const execute = createExecute({
    sdl,
    resolvers: { Mutation: { appendAudit } },
    subjects: {},
    messages: {},
    log: logOfTest(),
    createContext: () => ({ guard: createGuard(() => ({ allowed: true, logged: false, minor: false })) }),
  });
  return { calls, audit: auditThrough({ execute }, fixedClock(nowOfTest), seededIds('audit')) };
}

const called = async (calls: readonly unknown[], count: number) => {
  while (calls.length < count) await new Promise(setImmediate);
};

describe('the way to the ledger', () => {
  test('hands over together, and in order, what arrived while a call was under way', async () => {
    const { calls, audit } = keeper();
    const all = ['a', 'b', 'c'].map((id) => audit([entry(`${id}1`), entry(`${id}2`)]));
    await called(calls, 1);
    calls[0]?.answer(true);
    await called(calls, 2);
    calls[1]?.answer(true);
    await Promise.all(all);
    expect(calls.map(({ ids }) => ids)).toEqual([
      ['a1', 'a2'],
      ['b1', 'b2', 'c1', 'c2'],
    ]);
  });

  test('tells everybody of a call that failed, and goes on with the next', async () => {
    const { calls, audit } = keeper();
    const first = audit([entry('a')]);
    const second = audit([entry('b')]);
    const third = audit([entry('c')]);
    await called(calls, 1);
    calls[0]?.answer(true);
    await called(calls, 2);
    calls[1]?.answer(false);
    expect(await Promise.allSettled([first, second, third])).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected' },
      { status: 'rejected' },
    ]);
    const later = audit([entry('d')]);
    await called(calls, 3);
    calls[2]?.answer(true);
    await later;
  });
});
