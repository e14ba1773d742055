import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chainWord, type LedgerReport } from '@hub/engine-ledger';
import { type Opening, openStore, type StoreLocation, type Subgraph } from '@hub/kernel';
import { createStoreOfTest, fixedClock, keysOfTest, type StoreOfTest, storesOfTest } from '@hub/kernel/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accessMigration } from '../migrations/0001-access.ts';
import { openAccess } from '../src/index.ts';
import { appendTo, config, entry, linesIn, openingIn, tamper, tampering, verify } from './ledger.ts';

/** The statement that gives the second entry its own values again. */
function entryUndo(row: Readonly<Record<string, unknown>>): string {
  const values = Object.entries(row).map(([field, value]) => {
    const column = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const text = Array.isArray(value) ? JSON.stringify(value) : String(value);
    return `${column} = ${value === null ? 'null' : typeof value === 'number' ? value : `'${text}'`}`;
  });
  return `update audit_entry set ${values.join(', ')} where seq = 2`;
}

const first = ({ problems }: LedgerReport) => problems[0] ?? null;

describe.each(storesOfTest)('the ledger on %s', (storeName) => {
  let stores: StoreOfTest;
  let folder: string;
  let location: StoreLocation;
  let opening: Opening;
  let access: Subgraph;

  beforeEach(async () => {
    stores = createStoreOfTest(storeName);
    folder = mkdtempSync(join(tmpdir(), 'hub-ledger-'));
    location = stores.place('access');
    opening = openingIn(location, folder);
    access = await openAccess(opening, config);
  });
  afterEach(async () => {
    await access.close();
    await stores.remove();
    rmSync(folder, { recursive: true, force: true });
  });
  const reopen = async () => {
    await access.close();
    access = await openAccess(opening, config);
  };
  const fill = async (count: number) => {
    for (let number = 1; number <= count; number++) await appendTo(access, entry(`r${number}`));
  };
  /** Alters the store of a ledger that is closed, and opens it again. */
  const tampered = async (...statements: string[]) => {
    await access.close();
    await tamper(location, statements);
    access = await openAccess(opening, config);
    return verify(access, opening);
  };

  test('is whole as it was written, sealed when it is closed, and names subjects by pseudonyms only', async () => {
    await Promise.all(Array.from({ length: 250 }, (_, number) => appendTo(access, entry(`r${number}`))));
    expect(await verify(access, opening)).toMatchObject({
      whole: true,
      entries: 250,
      seals: 0,
      unsealed: 250,
      anchors: 1,
    });
    await reopen();
    expect(await verify(access, opening)).toMatchObject({ whole: true, entries: 250, seals: 1, unsealed: 0 });
    const { lines } = await linesIn(access);
    expect(lines[0]).toContain(chainWord('sha256'));
    expect(lines.join()).not.toMatch(/client_r|need_r/);
    expect(lines[0]).toMatch(/"subjects":\["Client:1\.[\w-]{22}","Need:1\.[\w-]{22}"\]/);
  });

  test('chains with SM3 where it is told to, and goes on with what was chained before', async () => {
    await fill(2);
    await access.close();
    access = await openAccess(opening, { ...config, hash: 'sm3' });
    await fill(2);
    expect(await verify(access, opening)).toMatchObject({ whole: true, entries: 4 });
    expect((await linesIn(access)).lines.join()).toContain(chainWord('sm3'));
  });

  test('seals each thousand entries without being closed', async () => {
    const many = Array.from({ length: 250 }, (_, number) => entry(`r${number}`));
    for (let round = 0; round < 5; round++) await appendTo(access, ...many);
    expect(await verify(access, opening)).toMatchObject({ whole: true, entries: 1250, seals: 1, unsealed: 250 });
  });

  test('keeps what text there is, of any kind', async () => {
    const strange = 'é \u{1F600} "\\ \u0007\ud800 \u0000 西陵';
    await appendTo(
      access,
      entry('strange', { caseReference: strange, actor: strange, subjects: [`Client:${strange}`] }),
    );
    expect(await verify(access, opening)).toMatchObject({ whole: true, entries: 1 });
  });

  test.each([
    ['an edit', "update audit_entry set actor = 'nobody' where seq = 3", { seq: 3, kind: 'EDITED' }],
    ['a hash of an entry', 'update audit_entry set hash = previous_hash where seq = 3', { seq: 3, kind: 'EDITED' }],
    ['a deletion', 'delete from audit_entry where seq = 2', { seq: 2, kind: 'MISSING' }],
    ['a lost tail', 'delete from audit_entry where seq > 3', { seq: 4, kind: 'MISSING' }],
    ['an entry in disguise', 'update audit_entry set hash = null where seq = 1', { seq: 1, kind: 'EDITED' }],
    ['the last seal taken out', 'delete from audit_seal where seq = 5', { seq: 5, kind: 'SEAL_BROKEN' }],
    ['another seal taken out', 'delete from audit_seal where seq = 3', { seq: 5, kind: 'SEAL_BROKEN' }],
    ['a forged seal', 'update audit_seal set mac = hash where seq = 5', { seq: 5, kind: 'SEAL_BROKEN' }],
    [
      'a forged index',
      "delete from audit_subject where seq = 4 and pseudonym like 'Client:%'",
      { seq: 4, kind: 'INDEX_BROKEN' },
    ],
    [
      'a subject put in',
      "insert into audit_subject (seq, pseudonym) values (2, 'Client:1.x')",
      { seq: 2, kind: 'INDEX_BROKEN' },
    ],
  ])('finds %s', async (_, statement, expected) => {
    await fill(3);
    await reopen();
    await fill(2);
    await access.close();
    await tamper(location, [statement]);
    access = await openAccess(opening, config);
    expect(first(await verify(access, opening))).toEqual(expected);
  });

  test('finds every single-byte edit of every column of a stored entry', async () => {
    await appendTo(
      access,
      entry('r1'),
      entry('r2', { caseReference: 'case_1', minors: ['Client:client_r2'] }),
      entry('r3'),
    );
    await reopen();
    const row = JSON.parse((await linesIn(access)).lines[1] ?? '{}').entry as Record<string, unknown>;
    const edits = Object.entries(row).flatMap(([field, value]) => {
      const column = field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      if (value === null) return [`update audit_entry set ${column} = 'x' where seq = 2`];
      if (typeof value === 'number') return [`update audit_entry set ${column} = ${value + 100} where seq = 2`];
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      return [...text].flatMap((letter, place) =>
        [1, 32].map((bit) => {
          const other = String.fromCharCode(letter.charCodeAt(0) ^ bit);
          const edited = `${text.slice(0, place)}${other}${text.slice(place + 1)}`.replaceAll("'", "''");
          return `update audit_entry set ${column} = '${edited}' where seq = 2`;
        }),
      );
    });
    expect(edits.length).toBeGreaterThan(700);
    const missed: string[] = [];
    await tampering(location, async (run) => {
      for (const edit of edits) {
        await run('begin');
        await run(edit);
        await run('commit');
        const { problems } = await verify(access, opening);
        if (problems.length === 0 || (problems[0]?.seq ?? 0) > 2) missed.push(edit);
        const undo = entryUndo(row);
        await run(edit.includes('set seq') ? 'update audit_entry set seq = 2 where seq = 102' : undo);
      }
    });
    expect(missed).toEqual([]);
    expect(await verify(access, opening)).toMatchObject({ whole: true });
  }, 120_000);

  test('finds entries that changed places', async () => {
    await fill(5);
    const report = await tampered(
      'update audit_entry set seq = 100 where seq = 2',
      'update audit_entry set seq = 2 where seq = 3',
      'update audit_entry set seq = 3 where seq = 100',
    );
    expect(first(report)).toEqual({ seq: 2, kind: 'REORDERED' });
  });

  test('finds a cut that left no trace in the store, by the head that is kept beside it, and keeps that as a witness', async () => {
    await fill(5);
    const lines = (await linesIn(access)).lines;
    const hash = /"hash":"(\w+)"/.exec(lines[2] ?? '')?.[1];
    const cut = [
      'delete from audit_entry where seq > 3',
      'delete from audit_subject where seq > 3',
      'delete from audit_seal',
      `update audit_head set seq = 3, hash = '${hash}', sealed_seq = 0`,
    ];
    expect((await tampered(...cut)).problems).toMatchObject([{ kind: 'TRUNCATED' }]);
    expect(readdirSync(folder)).toContain('audit-head.aside-1.json');
    await fill(5);
    await reopen();
    const report = await verify(access, opening);
    expect(report.whole).toBe(false);
    expect(report.anchors).toBe(2);
    expect((await linesIn(access)).lines.join()).toContain('"action":"ANCHOR_MISMATCH"');
  });

  test('takes nothing more when its store loses entries while it is open', async () => {
    await fill(3);
    await tamper(location, ['update audit_head set seq = 2', 'delete from audit_entry where seq = 3']);
    await expect(appendTo(access, entry('late'))).rejects.toThrow();
    expect(first(await verify(access, opening))).toEqual({ seq: 3, kind: 'TRUNCATED' });
  });

  test('says in itself that the head in its second place was missing or is not its own', async () => {
    await fill(2);
    await access.close();
    rmSync(join(folder, 'audit-head.json'));
    access = await openAccess(opening, config);
    await access.close();
    writeFileSync(join(folder, 'audit-head.json'), '{"anchor":{}}\n');
    access = await openAccess(opening, config);
    const text = (await linesIn(access)).lines.join();
    expect(text).toContain('"action":"ANCHOR_MISSING"');
    expect(text).toContain('"action":"ANCHOR_MISMATCH"');
    expect(first(await verify(access, opening))).toEqual({ seq: 0, kind: 'ANCHOR_BROKEN' });
  });

  test('keeps its head in a further file where one is named, after every group', async () => {
    await access.close();
    const anchor = join(folder, 'other-disk', 'head.json');
    access = await openAccess(opening, { ...config, anchor });
    await fill(3);
    expect(readFileSync(anchor, 'utf8')).toContain('"seq":3}');
    expect(await verify(access, opening)).toMatchObject({ whole: true, anchors: 2 });
  });

  test('takes nothing while its head cannot be kept', async () => {
    mkdirSync(join(folder, 'audit-head.json'));
    await expect(appendTo(access, entry('r1'))).rejects.toThrow();
    rmSync(join(folder, 'audit-head.json'), { recursive: true });
    expect(await appendTo(access, entry('r2'))).toBe(2);
  });

  test('does not open under keys that did not seal it', async () => {
    await fill(2);
    await access.close();
    const strangers = openingIn(location, folder, { keys: keysOfTest('others') });
    await expect(openAccess(strangers, config)).rejects.toThrow('The key audit-seal is not the one');
    access = await openAccess(opening, config);
    expect(await verify(access, opening)).toMatchObject({ whole: true });
  });

  test('holds seals and pseudonyms of rotated keys', async () => {
    const keys = keysOfTest();
    await access.close();
    access = await openAccess(openingIn(location, folder, { keys }), config);
    await fill(2);
    await access.close();
    keys.rotate('audit-seal');
    keys.rotate('audit-pseudonym');
    access = await openAccess(openingIn(location, folder, { keys }), config);
    await fill(2);
    await access.close();
    access = await openAccess(openingIn(location, folder, { keys }), config);
    expect(await verify(access, openingIn(location, folder, { keys }))).toMatchObject({ whole: true, seals: 2 });
    expect((await linesIn(access)).lines.join()).toContain('Client:2.');
  });

  test('makes what an older store holds the beginning of its chain, and finds an edit of that', async () => {
    const old = stores.place('old');
    const before = await openStore<{ auditEntry: Record<string, string | null> }>({
      location: old,
      entities: [],
      migrations: [accessMigration],
    });
    for (const requestId of ['a', 'b'])
      await before.write(({ db }) =>
        db
          .insertInto('auditEntry')
          .values({
            at: '2026-11-20T00:00:00.000Z',
            action: 'READ',
            actor: 'officer',
            role: 'district-officer',
            purpose: null,
            basis: null,
            requestId,
            operation: null,
            outcome: 'ALLOWED',
            fieldClasses: '["PERSONAL"]',
            subjects: `["Client:${requestId}"]`,
            withheld: '[]',
            policyVersion: '1',
          })
          .execute(),
      );
    await before.close();
    const opened = openingIn(old, join(folder, 'old'));
    let upgraded = await openAccess(opened, config);
    await appendTo(upgraded, entry('c'));
    expect(await verify(upgraded, opened)).toMatchObject({ whole: true, entriesBefore: 2, entries: 2 });
    expect((await linesIn(upgraded)).lines[2]).toContain('"action":"CHAIN_STARTED"');
    await upgraded.close();
    await tamper(old, ["update audit_entry set subjects = '[]' where seq = 2"]);
    upgraded = await openAccess(opened, config);
    expect(first(await verify(upgraded, opened))).toMatchObject({ seq: 2, kind: 'EDITED' });
    await upgraded.close();
  });

  describe('kept for a time', () => {
    const later = (instant: string) => openingIn(location, folder, { clock: fixedClock(instant) });
    const retain = async (months: number | null) => {
      const answer = await access.execute(
        {
          query: 'mutation ($months: Int) { retainLedger(months: $months) { months removed removedTo } }',
          variables: { months },
        },
        {
          viewer: null,
          requestId: 'retaining',
          language: 'en',
          now: '2029-12-01T00:00:00.000Z',
          idempotencyKey: null,
        },
      );
      return answer;
    };

    test('loses whole stretches that are over three years old, and stays whole by a checkpoint', async () => {
      await fill(4);
      await access.close();
      access = await openAccess(later('2029-01-01T00:00:00.000Z'), config);
      await fill(3);
      await reopen();
      expect((await retain(null)).data).toEqual({ retainLedger: { months: 36, removed: 4, removedTo: 4 } });
      const report = await verify(access, opening);
      expect(report).toMatchObject({ whole: true, removedTo: 4, entries: 4 });
      expect((await linesIn(access)).lines.join()).toContain('"operation":"entries 1 to 4"');
      expect((await retain(null)).data).toEqual({ retainLedger: { months: 36, removed: 0, removedTo: 4 } });
      await reopen();
      expect(await verify(access, opening)).toMatchObject({ whole: true });
      expect(first(await tampered('delete from audit_checkpoint'))).toMatchObject({ seq: 1, kind: 'MISSING' });
    });

    test('is not kept for less than six months, and says so', async () => {
      const { errors } = await retain(5);
      expect(errors?.[0]).toMatchObject({
        message: 'Entries are to be kept for 5 months; expected 6 to 1200.',
        extensions: { code: 'REFUSED', reason: 'RETENTION_OUT_OF_BOUNDS' },
      });
      expect((await retain(6)).data?.retainLedger).toMatchObject({ months: 6 });
      expect((await retain(null)).data?.retainLedger).toMatchObject({ months: 6 });
    });

    test('keeps a stretch that is not whole, as evidence', async () => {
      await fill(4);
      await access.close();
      await tamper(location, ["update audit_entry set actor = 'nobody' where seq = 2"]);
      access = await openAccess(opening, config);
      const { errors } = await retain(null);
      expect(errors?.[0]?.message).toBe(
        'Nothing more is removed: entry 2 of the ledger is not as it was written (EDITED).',
      );
      expect((await verify(access, opening)).entries).toBe(4);
    });

    test('is removed by nobody else', async () => {
      await fill(2);
      const attempts = [
        'delete from audit_entry',
        'delete from audit_subject',
        'delete from audit_seal',
        "update audit_entry set actor = 'x'",
        "update audit_subject set pseudonym = 'x'",
      ];
      await reopen();
      const store = await openStore({ location, entities: [], migrations: [] });
      for (const statement of attempts)
        await expect(
          store.write(async ({ em }) => em.getConnection().execute(statement, [], 'run', em.getTransactionContext())),
          statement,
        ).rejects.toThrow('append-only');
      await store.close();
    });
  });
});
