import { hierarchyMigration, openStore, type Store } from '@hub/kernel';
import { createStoreOfTest, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matchingMigration } from '../migrations/0002-matching.ts';
import { runFiguresMigration } from '../migrations/0004-run-figures.ts';
import { referralsMigration } from '../migrations/0005-referrals.ts';
import { divisionRunsMigration } from '../migrations/0006-division-runs.ts';
import { runKindsMigration } from '../migrations/0007-run-kinds.ts';
import { monthsMigration } from '../migrations/0010-months.ts';
import { inputChangesMigration } from '../migrations/0011-input-changes.ts';
import { type Moment, momentNow } from '../src/match-run/inputChange.repository.ts';
import { saveRun } from '../src/match-run/matchRun.repository.ts';
import type { MatchingTables } from '../src/tables.ts';
import { finished, match } from './finished.ts';

describe.each(storesOfTest)('the answer on %s', (storeName) => {
  const stores = createStoreOfTest(storeName);
  let store: Store<MatchingTables>;
  let moment: Moment;
  beforeAll(async () => {
    const location = stores.place('matching');
    store = await openStore({
      location,
      entities: [],
      migrations: [
        hierarchyMigration,
        matchingMigration,
        runFiguresMigration,
        referralsMigration,
        divisionRunsMigration,
        runKindsMigration,
        monthsMigration,
        inputChangesMigration,
      ],
    });
    moment = await momentNow(store.reads, store.dialect);
  });
  afterAll(async () => {
    await store.close();
    await stores.remove();
  });

  const stored = () =>
    store.reads
      .selectFrom('match')
      .selectAll()
      .orderBy('needId')
      .orderBy('rank')
      .execute()
      // The integer key is no part of the row's type.
      .then((rows) => rows as unknown as (ReturnType<typeof match> & { readonly key: number })[]);

  test('is replaced need by need, and rows that stay the same are not written again', async () => {
    await saveRun(
      store,
      finished(moment, match('need_a', 1), match('need_a', 2), match('need_b', 1), match('need_c', 1)),
    );
    const before = await stored();
    await saveRun(
      store,
      finished(moment, match('need_a', 1), match('need_a', 2), match('need_b', 1, 900), match('need_d', 1)),
    );
    const after = await stored();
    expect(after.map(({ needId, rank, score }) => [needId, rank, score])).toEqual([
      ['need_a', 1, 1000],
      ['need_a', 2, 1000],
      ['need_b', 1, 900],
      ['need_d', 1, 1000],
    ]);
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
    expect(after[2]?.key).not.toBe(before[2]?.key);
  });

  test('of many needs is replaced need by need, wherever they come and go', async () => {
    const id = (k: number) => `need_${String(k).padStart(5, '0')}`;
    const rowsOf = (gone: number, score: (k: number) => number) =>
      Array.from({ length: 6000 }, (_, k) => k).flatMap((k) => (k % 7 === gone ? [] : [match(id(k), 1, score(k))]));
    await saveRun(store, finished(moment, ...rowsOf(3, () => 1)));
    const before = await stored();
    const rows = rowsOf(5, (k) => (k % 1000 === 0 ? 2 : 1));
    await saveRun(store, finished(moment, ...rows));
    const after = await stored();
    expect(after.map(({ needId, score }) => [needId, score])).toEqual(rows.map(({ needId, score }) => [needId, score]));
    const keys = new Set(before.map(({ key }) => key));
    const others = rows.filter(({ needId, score }) => score === 2 || Number(needId.slice(5)) % 7 === 3);
    expect(after.filter(({ key }) => !keys.has(key)).map(({ needId }) => needId)).toEqual(
      others.map(({ needId }) => needId),
    );
  });

  test('is empty after a run that answers nothing', async () => {
    await saveRun(store, finished(moment));
    expect(await stored()).toEqual([]);
  });

  test('stays as it was when the new one cannot be saved', async () => {
    await saveRun(store, finished(moment, match('need_a', 1)));
    await expect(saveRun(store, finished(moment, match('need_b', 1), match('need_b', 1)))).rejects.toThrow();
    expect((await stored()).map(({ needId }) => needId)).toEqual(['need_a']);
  });

  test('of several runs at once is that of one of them, whole', async () => {
    const needs = ['need_a', 'need_b', 'need_c'];
    const scores = [1, 2, 3, 4, 5];
    await Promise.all(
      scores.map((score) => saveRun(store, finished(moment, ...needs.map((id) => match(id, 1, score))))),
    );
    const rows = await stored();
    expect(rows.map(({ needId }) => needId)).toEqual(needs);
    expect(new Set(rows.map(({ score }) => score)).size).toBe(1);
  });

  test('of more rows than one statement takes is saved whole, and the last thousand runs are kept', async () => {
    const many = Array.from({ length: 2500 }, (_, index) => match(`need_${index}`, 1));
    await saveRun(store, finished(moment, ...many));
    expect(await stored()).toHaveLength(2500);
    await store.write(async ({ db }) => {
      const runs = Array.from({ length: 1100 }, () => finished(moment).run);
      await db.insertInto('matchRun').values(runs).execute();
    });
    await saveRun(store, finished(moment));
    const runs = await store.reads.selectFrom('matchRun').select('id').execute();
    expect(runs).toHaveLength(1000);
  });
});
