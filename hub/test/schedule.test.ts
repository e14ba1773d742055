import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readHubConfig } from '../src/config.ts';
import { demonstrationSchedules, firstSchedules } from '../src/demonstrationSchedules.ts';
import { openSession } from '../src/session.ts';
import { run, seededFolder } from './program.ts';

vi.setConfig({ testTimeout: 150_000, hookTimeout: 150_000 });

const data = await seededFolder();
const schedule = (...args: readonly string[]) => run(['schedule', ...args, '--data', data]);

beforeAll(async () => {
  const session = await openSession({ ...readHubConfig(), dataFolder: data, databaseUrl: undefined });
  try {
    const { subgraphs } = session.hub;
    const [access, operations] = [subgraphs.get('access'), subgraphs.get('operations')];
    if (!access || !operations) throw new Error('The hub is not whole.');
    await demonstrationSchedules({ access, operations }, { now: new Date(), timeZone: 'Asia/Shanghai' });
  } finally {
    await session.close();
  }
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

describe('hub schedule', () => {
  test('lists the first schedules of a demonstration, with when they are due next', async () => {
    const { code, stdout, stderr } = await schedule('list');
    expect(code, stderr).toBe(0);
    for (const { name } of firstSchedules) expect(stdout).toContain(name);
    expect(stdout).toMatch(/Nightly matching {2}ACTIVE {2}30 2 \* \* \* ANY {2}next \d{4}-\d\d-\d\d 02:30/);
  });

  test('runs one now under its delegation, tells its figures, and keeps them', async () => {
    const matched = await schedule('run', 'Nightly matching', '--json');
    expect(matched.code, matched.stderr).toBe(0);
    const run = JSON.parse(matched.stdout) as { readonly ordinal: number };
    expect(run).toMatchObject({ cause: 'BY_HAND', state: 'SUCCEEDED', rows: 1, outcome: null });
    const asked = await schedule('run', 'Needs and resources each workday');
    expect(asked.stdout, asked.stderr).toMatch(
      /^Run \d+ of "Needs and resources each workday": SUCCEEDED, \d+ rows, /m,
    );
    const history = await schedule('history', 'Nightly matching', '--json');
    expect(JSON.parse(history.stdout)).toMatchObject([{ ordinal: run.ordinal, state: 'SUCCEEDED' }]);
    const overdue = await schedule('run', 'Overdue referrals each workday');
    expect(overdue.stdout, overdue.stderr).toMatch(/^Run \d+ of "Overdue referrals each workday": SUCCEEDED, /m);
    expect((await schedule('history', 'Files due for review each Monday')).stdout).toBe('It has not run yet.\n');
  });

  test('that is not there is told in one sentence with those that are', async () => {
    const { code, stderr } = await schedule('run', 'Nobody');
    // Where copies have to catch up first, progress is shown before it.
    expect([code, stderr.trim().split('\n').at(-1)]).toEqual([
      1,
      expect.stringMatching(/^There is no schedule "Nobody"; expected one of "/),
    ]);
  });
});
