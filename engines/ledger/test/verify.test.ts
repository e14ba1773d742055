import { describe, expect, test } from 'vitest';
import {
  type ChainedEntry,
  chainAfter,
  fieldsBefore,
  formatLine,
  hashBefore,
  type LedgerReport,
  origin,
  parseLine,
  sealed,
  verifyLines,
} from '../src/index.ts';
import { anchorOf, entryOf, exportOf, ledgerOf, linesOf, mac, sealing, sealsOf } from './ledgerOfTest.ts';

const first = ({ problems }: LedgerReport) => problems[0] ?? null;
const verify = (lines: readonly string[], anchors = [ledger.anchor]) => verifyLines(lines, { mac, anchors });
const verifyFile = (lines: readonly string[], key: typeof mac | null = mac) =>
  verifyLines(lines, { mac: key, isExport: true });

const ledger = ledgerOf(12);
const place = (seq: number) => linesOf(ledger).findIndex((line) => line.includes(`"seq":${seq},"subjects"`));

describe.each(['sha256', 'sm3'] as const)('a chain of %s', (hash) => {
  const { entries, seals, anchor } = ledgerOf(12, 4, hash);
  test('is whole as it was made, whatever the number of entries', async () => {
    for (let count = 0; count <= 12; count++) {
      const shorter = ledgerOf(count, 4, hash);
      expect(await verifyLines(linesOf(shorter), { mac, anchors: [shorter.anchor] })).toMatchObject({
        whole: true,
        problems: [],
        entries: count,
        seals: Math.floor(count / 4),
        unsealed: count % 4,
      });
    }
  });

  test('has links that name it', () => {
    for (const entry of entries) expect(entry.chain).toBe(`1-${hash}`);
    expect(seals.length).toBe(3);
    expect(anchor.seq).toBe(12);
  });
});

describe('finds', () => {
  test('every single-byte edit of an entry, a seal, an anchor and the frame of an export, and names a place at it or before it', async () => {
    const small = ledgerOf(3, 2);
    const lines = exportOf(small);
    expect((await verifyFile(lines)).whole).toBe(true);
    const missed: string[] = [];
    let random = 12345;
    for (const [row, line] of lines.entries()) {
      const bytes = Buffer.from(line);
      for (let index = 0; index < bytes.length; index++) {
        const was = bytes[index] ?? 0;
        random = (random * 1103515245 + 12345) % 2147483648;
        for (const now of [was ^ 0x20, was ^ 1, random % 256, 0x20, 0x22, 0x39]) {
          if (now === was || now === 10) continue;
          bytes[index] = now;
          const edited = lines.with(row, bytes.toString('utf8'));
          bytes[index] = was;
          const report = await verifyFile(edited);
          if (report.whole) missed.push(`${row}:${index} ${line[index]} -> ${now}`);
          const entrySeq = Number(/"seq":(\d+),"subjects"/.exec(line)?.[1] ?? Number.POSITIVE_INFINITY);
          if (report.problems.length > 0 && (first(report)?.seq ?? 0) > entrySeq) missed.push(`late ${row}:${index}`);
        }
      }
    }
    expect(missed).toEqual([]);
  }, 120_000);

  test('an edit of each field, and says where', async () => {
    for (const field of Object.keys(ledger.entries[6] ?? {}) as (keyof ChainedEntry)[]) {
      if (field === 'seq') continue;
      const value = ledger.entries[6]?.[field];
      const other = Array.isArray(value) ? [...value, 'x'] : typeof value === 'number' ? value + 1 : 'x';
      const entries = ledger.entries.with(6, { ...(ledger.entries[6] as ChainedEntry), [field]: other });
      expect(first(await verify(linesOf({ ...ledger, entries }))), field).toEqual({ seq: 7, kind: 'EDITED' });
    }
  });

  test('what has the wrong type in the store', async () => {
    for (const wrong of [{ rowCount: '2' }, { subjects: '["a"' }, { at: 5 }, { outcome: null }]) {
      const lines = linesOf(ledger).with(place(5), formatLine('entry', { ...ledger.entries[4], ...wrong } as never));
      expect(first(await verify(lines))).toEqual({ seq: 5, kind: 'EDITED' });
    }
  });

  test('a deletion, in the middle and at the beginning', async () => {
    const without = (...seqs: number[]) => ({
      ...ledger,
      entries: ledger.entries.filter((e) => !seqs.includes(e.seq)),
    });
    expect(first(await verify(linesOf(without(6))))).toEqual({ seq: 6, kind: 'MISSING' });
    expect(first(await verify(linesOf(without(1, 2))))).toEqual({ seq: 1, kind: 'MISSING' });
    expect(first(await verify(linesOf(without(4, 5))))).toEqual({ seq: 4, kind: 'MISSING' });
  });

  test('entries that changed places, with their numbers or without', async () => {
    const [five, six] = [ledger.entries[4] as ChainedEntry, ledger.entries[5] as ChainedEntry];
    const swapped = { ...ledger, entries: ledger.entries.with(4, six).with(5, five) };
    expect(first(await verify(linesOf(swapped)))).toEqual({ seq: 5, kind: 'REORDERED' });
    const renumbered = {
      ...ledger,
      entries: ledger.entries.with(4, { ...six, seq: 5 }).with(5, { ...five, seq: 6 }),
    };
    expect(first(await verify(linesOf(renumbered)))).toEqual({ seq: 5, kind: 'REORDERED' });
  });

  test('an entry that was put in', async () => {
    const twice = { ...ledger, entries: ledger.entries.toSpliced(7, 0, ledger.entries[4] as ChainedEntry) };
    expect((await verify(linesOf(twice))).whole).toBe(false);
    const moved = [
      ...ledger.entries.slice(0, 5),
      ...ledger.entries.slice(4).map((entry) => ({ ...entry, seq: entry.seq + 1 })),
    ];
    expect(first(await verify(linesOf({ ...ledger, entries: moved })))).toMatchObject({ seq: 6 });
  });

  test('a cut tail by the anchor, or by a seal that was left', async () => {
    for (const length of [0, 3, 8, 11]) {
      const entries = ledger.entries.slice(0, length);
      const seals = ledger.seals.filter(({ seq }) => seq <= length);
      expect(first(await verify(linesOf({ entries, seals })))).toEqual({ seq: length + 1, kind: 'TRUNCATED' });
    }
    const report = await verify(linesOf({ entries: ledger.entries.slice(0, 9), seals: ledger.seals }), []);
    expect(first(report)).toEqual({ seq: 10, kind: 'TRUNCATED' });
  });

  test('a tail that was replaced with hashes to match, by its seals and by the anchor', async () => {
    const head = ledger.entries[4] as ChainedEntry;
    const forged = chainAfter(head, [entryOf(77), ...ledger.entries.slice(6)], 'sha256');
    const entries = [...ledger.entries.slice(0, 5), ...forged];
    expect(entries).toHaveLength(12);
    expect(first(await verify(linesOf({ ...ledger, entries })))).toEqual({ seq: 8, kind: 'SEAL_BROKEN' });
    const withoutSeals = { entries, seals: ledger.seals.slice(0, 1) };
    const problems = (await verify(linesOf(withoutSeals))).problems;
    expect(problems).toEqual([{ seq: 12, kind: 'ANCHOR_BROKEN' }]);
    const reseals = sealsOf(entries, 4).map((seal) => ({ ...seal, mac: '0'.repeat(64) }));
    expect(first(await verify(linesOf({ entries, seals: reseals }), []))).toMatchObject({ kind: 'SEAL_BROKEN' });
  });

  test('one entry that was replaced with a hash to match', async () => {
    const [forged] = chainAfter(ledger.entries[4] as ChainedEntry, [entryOf(77)], 'sha256');
    const entries = ledger.entries.with(5, forged as ChainedEntry);
    expect(first(await verify(linesOf({ ...ledger, entries })))).toEqual({ seq: 6, kind: 'EDITED' });
  });

  test('a seal that was removed, edited, or made under an unknown key', async () => {
    const [one, two, three] = ledger.seals as [never, never, never];
    expect(first(await verify(linesOf({ ...ledger, seals: [one, three] })))).toEqual({ seq: 12, kind: 'SEAL_BROKEN' });
    expect(first(await verify(linesOf({ ...ledger, seals: [one, two] })))).toEqual({ seq: 12, kind: 'SEAL_BROKEN' });
    const unknown = { ...(two as unknown as object), keyVersion: '3' } as never;
    expect(first(await verify(linesOf({ ...ledger, seals: [one, unknown, three] })))).toMatchObject({ seq: 8 });
  });

  test('an anchor that was edited or cannot be read', async () => {
    const forged = { ...ledger.anchor, seq: 11, hash: ledger.entries[10]?.hash ?? '' };
    expect(first(await verify(linesOf(ledger), [forged]))).toMatchObject({ kind: 'ANCHOR_BROKEN' });
    expect(first(await verifyLines(linesOf(ledger), { mac, anchors: [null] }))).toMatchObject({
      kind: 'ANCHOR_BROKEN',
    });
  });

  test('an exported file that was cut anywhere', async () => {
    const lines = exportOf(ledger);
    for (let length = 0; length < lines.length; length++)
      expect((await verifyFile(lines.slice(0, length), null)).whole, `${length}`).toBe(false);
    expect((await verifyFile([...lines, lines[3] ?? ''])).whole).toBe(false);
  });
});

test('an anchor that lags behind is no problem', async () => {
  const anchor = anchorOf(ledger.entries.slice(0, 9), ledger.seals.slice(0, 2));
  expect((await verify(linesOf(ledger), [anchor])).whole).toBe(true);
});

test('without keys the chain is checked, and the seals are counted as unchecked', async () => {
  expect(await verifyFile(exportOf(ledger), null)).toMatchObject({ whole: true, unchecked: 4, seals: 3, anchors: 1 });
});

test('a removed stretch is proven by its checkpoint, and the rest stays whole', async () => {
  const { hash = '' } = ledger.entries[7] ?? {};
  const checkpoint = sealed('checkpoint', { seq: 8, fromSeq: 1, hash, at: '2029-11-21', months: 36 }, sealing);
  const rest = linesOf({ entries: ledger.entries.slice(8), seals: ledger.seals.slice(2) });
  expect(await verify([formatLine('checkpoint', checkpoint), ...rest])).toMatchObject({ whole: true, removedTo: 8 });
  expect(first(await verify(rest))).toEqual({ seq: 1, kind: 'MISSING' });
  const forged = { ...checkpoint, seq: 9, hash: ledger.entries[8]?.hash ?? '' };
  const less = linesOf({ entries: ledger.entries.slice(9), seals: ledger.seals.slice(2) });
  expect(first(await verify([formatLine('checkpoint', forged), ...less]))).toMatchObject({ kind: 'SEAL_BROKEN' });
});

test('entries of the time before the chain are its beginning, and an edit of one is found', async () => {
  const before: never[] = [1, 3].map((seq) => ({
    ...(Object.fromEntries(fieldsBefore.map((field) => [field, `${field} ${seq}`])) as Record<string, string>),
    seq,
  })) as never[];
  const hash = before.reduce((running: string, entry) => hashBefore(running, entry), origin);
  const entries = chainAfter({ seq: 3, hash }, [entryOf(1), entryOf(2)], 'sha256');
  const lines = (old: readonly object[]) => [
    ...old.map((entry) => formatLine('before', entry as never)),
    ...entries.map((entry) => formatLine('entry', entry)),
  ];
  expect(await verify(lines(before), [])).toMatchObject({ whole: true, entries: 2, entriesBefore: 2 });
  const edited = { ...(before[0] as unknown as object), subjects: '[]' };
  expect(first(await verify(lines([edited, ...before.slice(1)]), []))).toEqual({ seq: 3, kind: 'EDITED' });
  expect((await verify(lines(before.slice(1)), [])).whole).toBe(false);
});

test('nothing that stands in a file makes it throw', async () => {
  for (const line of [
    '',
    'null',
    '[]',
    '{"entry":null}',
    '{"entry":{"seq":1}}',
    '{"__proto__":{}}',
    '\u0000',
    '{"x":1}',
  ]) {
    expect(parseLine(line).word, line).toBe('broken');
    expect((await verifyFile([line])).whole).toBe(false);
  }
});
