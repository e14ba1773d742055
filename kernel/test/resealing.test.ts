import { setImmediate as nextTurn } from 'node:timers/promises';
import { ciphers, createSealer, type Keyring, sealedColumns, versionIn } from '@hub/vault';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createResealing, defineMigration, openStore, resealWorker, type Store } from '../src/index.ts';
import {
  createStoreOfTest,
  keysOfTest,
  noGateway,
  type RotatingKeys,
  seededRandomness,
  storesOfTest,
} from '../src/testing/index.ts';

interface LockerTables {
  locker: { key: number; id: string; codeSealed: string; noteSealed: string | null; codeIndex: string };
}
const lockerMigration = defineMigration('0001-locker', ({ key, text }) => [
  `create table locker (key ${key}, id ${text} not null unique, code_sealed ${text} not null, note_sealed ${text},
    code_index ${text} not null unique)`,
]);
const tables = [
  {
    table: 'locker',
    columns: ['code', 'note'],
    indexes: [{ of: 'code', use: 'code', normalise: (code: string) => code.toUpperCase() }],
  },
];
const lockers = 730;
const idOf = (number: number) => `locker_${String(number).padStart(4, '0')}`;
const signal = new AbortController().signal;

describe.each(storesOfTest)('sealing anew on %s', (storeName) => {
  const places = createStoreOfTest(storeName);
  const keys = keysOfTest();
  let store: Store<LockerTables>;
  let hands: ReturnType<typeof handsOf>;
  beforeAll(async () => {
    store = await openStore({ location: places.place('lockers'), entities: [], migrations: [lockerMigration] });
    hands = handsOf(keys, 'lockers');
  });
  afterAll(async () => {
    await store.close();
    await places.remove();
  });

  const handsOf = ({ ring }: Pick<RotatingKeys, 'ring'>, seed: string) => {
    const [sealing, indexing] = [ring('seal'), ring('blind-index')];
    const sealer = createSealer(sealing, indexing, seededRandomness(seed));
    const sealed = sealedColumns(sealer, 'locker');
    return {
      resealing: createResealing({ store, sealing, indexing, sealer, tables }),
      rowOf: (number: number, code: string) => ({
        id: idOf(number),
        codeSealed: sealed.seal(idOf(number), 'code', code) ?? '',
        noteSealed: number % 2 === 0 ? null : sealed.seal(idOf(number), 'note', `note ${number}`),
        codeIndex: sealer.index(code.toUpperCase(), 'code'),
      }),
      find: async (code: string): Promise<string | null> => {
        const rows = await store.reads
          .selectFrom('locker')
          .selectAll()
          .where('codeIndex', 'in', sealer.indexes(code.toUpperCase(), 'code'))
          .execute();
        const [row] = rows;
        return row ? sealed.open(row.id, 'code', row.codeSealed) : null;
      },
    };
  };
  const refill = () =>
    store.write(async ({ db }) => {
      await db.deleteFrom('locker').execute();
      const rows = Array.from({ length: lockers }, (_, number) => hands.rowOf(number, `code-${number}`));
      for (let start = 0; start < lockers; start += 100)
        await db
          .insertInto('locker')
          .values(rows.slice(start, start + 100) as never)
          .execute();
    });
  const rotate = (cipher: (typeof ciphers)[number] = 'aes-256-gcm') => {
    keys.rotate('seal', cipher);
    keys.rotate('blind-index', cipher);
  };
  const versions = async () => {
    const rows = await store.reads.selectFrom('locker').selectAll().execute();
    const cells = rows.flatMap(({ codeSealed, noteSealed, codeIndex }) => [codeSealed, noteSealed, codeIndex]);
    return [...new Set(cells.flatMap((cell) => (cell === null ? [] : [versionIn(cell)])))].sort();
  };
  const everyCode = async () => {
    for (let number = 0; number < lockers; number++) expect(await hands.find(`Code-${number}`)).toBe(`code-${number}`);
  };

  test.each(ciphers)('brings every value and index under the new version, for %s', async (cipher) => {
    await refill();
    rotate(cipher);
    const { current } = keys.ring('seal');
    const seen: string[] = [];
    expect(await hands.resealing.reseal({ signal, onProgress: (done, of) => void seen.push(`${done}/${of}`) })).toBe(
      lockers,
    );
    expect(seen).toContain(`${lockers}/${lockers}`);
    expect(await hands.resealing.count(signal)).toEqual([
      { key: 'seal', version: current, values: lockers + lockers / 2 },
      { key: 'blind-index', version: current, values: lockers },
    ]);
    keys.finish('seal');
    keys.finish('blind-index');
    await everyCode();
    expect(await hands.resealing.reseal({ signal })).toBe(0);
  });

  test.each([0, 1, 2, 3])('goes on where it stopped, interrupted after %i portions', async (portions) => {
    await refill();
    rotate();
    const ending = new AbortController();
    if (portions === 0) ending.abort();
    let seen = 0;
    const before = await hands.resealing.reseal({
      signal: ending.signal,
      onProgress: () => (++seen === portions ? ending.abort() : undefined),
    });
    expect(before).toBe(portions * 200);
    expect(await versions()).toHaveLength(portions === 0 ? 1 : 2);
    await everyCode();
    expect(await hands.resealing.reseal({ signal })).toBe(lockers - before);
    expect(await versions()).toEqual([keys.ring('seal').current]);
  });

  test('finds every row while it goes on, and overwrites nothing that is written meanwhile', async () => {
    await refill();
    rotate();
    let going = true;
    const walk = hands.resealing.reseal({ signal }).finally(() => {
      going = false;
    });
    const written = new Map<number, string>();
    for (let turn = 0; going || turn < 20; turn++) {
      // SQLite answers within the same turn, so that nobody else would have one.
      await nextTurn();
      const number = (turn * 37) % lockers;
      const code = `written-${turn}`;
      const { id, ...cells } = hands.rowOf(number, code);
      await store.write(({ db }) => db.updateTable('locker').set(cells).where('id', '=', id).execute());
      written.set(number, code);
      const other = (turn * 101 + 5) % lockers;
      const expected = written.get(other) ?? `code-${other}`;
      expect(await hands.find(expected)).toBe(expected);
    }
    await walk;
    for (const [number, code] of written) {
      expect(await hands.find(code)).toBe(code);
      expect(await hands.find(`code-${number}`)).toBeNull();
    }
    expect(await versions()).toEqual([keys.ring('seal').current]);
  });

  test('catches what a process with the former version writes behind it', async () => {
    await refill();
    const former = (name: string): Keyring => {
      const ring = keys.ring(name);
      const { current, versions } = ring;
      return { current, versions, secret: ring.secret };
    };
    const rings = { seal: former('seal'), 'blind-index': former('blind-index') };
    const late = handsOf({ ring: (name) => rings[name as keyof typeof rings] }, 'late');
    rotate();
    let written = false;
    await hands.resealing.reseal({
      signal,
      async onProgress(done, of) {
        if (done !== of || written) return;
        written = true;
        const { id, ...cells } = late.rowOf(3, 'late');
        await store.write(({ db }) => db.updateTable('locker').set(cells).where('id', '=', id).execute());
      },
    });
    expect(await hands.find('late')).toBe('late');
    expect(await versions()).toEqual([keys.ring('seal').current]);
  });

  test('names the place of a value that does not open, and not the value', async () => {
    await refill();
    rotate();
    await store.write(({ db }) =>
      db
        .updateTable('locker')
        .set({ codeSealed: hands.rowOf(2, 'elsewhere').codeSealed.replace(/^\d+/, '1') })
        .where('id', '=', idOf(2))
        .execute(),
    );
    await expect(hands.resealing.reseal({ signal })).rejects.toThrow(`locker.code of ${idOf(2)} does not open`);
  });

  test('starts by itself when the key has a new version', async () => {
    await refill();
    const ending = new AbortController();
    const ports = {
      feed: () => Promise.reject() as never,
      audit: async () => {},
      ask: noGateway,
      signal: ending.signal,
    };
    const caughtUp = vi.fn();
    const run = resealWorker({ name: 'lockers', resealing: hands.resealing }, 5).run({ ...ports, caughtUp });
    expect(caughtUp).toHaveBeenCalledOnce();
    rotate();
    await vi.waitFor(async () => expect(await versions()).toEqual([keys.ring('seal').current]), { timeout: 20_000 });
    ending.abort();
    await run;
  });
});
