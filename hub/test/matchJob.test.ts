import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobsOf } from '../src/commands/jobsOfHub.ts';
import { readHubConfig } from '../src/config.ts';
import { openSession, type Session } from '../src/session.ts';
import { newFolder, run } from './program.ts';

const data = newFolder();
let session: Session;

beforeAll(async () => {
  // So many that a run takes long enough to be seen and to be interrupted.
  const { code, stderr } = await run(['seed', '--residents', '1500', '--data', data]);
  expect(code, stderr).toBe(0);
  session = await openSession({ ...readHubConfig(), dataFolder: data, databaseUrl: undefined });
  await session.hub.startWorkers().ready;
}, 150_000);
afterAll(async () => {
  await session?.close();
  rmSync(data, { recursive: true, force: true });
});

interface Told {
  readonly id: string;
  readonly needs: number;
  readonly division: { readonly id: string } | null;
}

/** The id of the last run whose answer was stored. */
function lastRunOf(folder: string): unknown {
  const database = new DatabaseSync(join(folder, 'stores', 'matching.sqlite'), { readOnly: true });
  const last = database.prepare('select id from match_run order by key desc limit 1').get();
  database.close();
  return last?.id;
}

describe('the matching job', { timeout: 60_000 }, () => {
  const match = async (
    args: Readonly<Record<string, unknown>>,
    context: { readonly signal?: AbortSignal; progress?(line: string): void } = {},
  ): Promise<Told> => {
    const job = jobsOf(session).match;
    if (!job) throw new Error('There is no job "match".');
    return JSON.parse(await job(args, { signal: new AbortController().signal, progress: () => {}, ...context }));
  };

  test.each([
    ['en', /^(Looking for what fits|Assigning|Explaining)( \d+ %)?$/],
    ['zh', /^正在(查找可行资源|求最优分配|生成说明)( \d+ %)?$/],
  ])('tells how far it is, in the language of the terminal (%s), and gives its figures', async (language, words) => {
    const lines: string[] = [];
    const told = await match({ language }, { progress: (line) => lines.push(line) });
    expect(told).toMatchObject({ needs: expect.any(Number), division: null });
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(words);
  });

  test('matches one division only where it is named', async () => {
    const [whole, street] = [await match({}), await match({ division: '420502001000' })];
    expect(street.division).toEqual({ id: '420502001000' });
    expect(street.needs).toBeGreaterThan(0);
    expect(street.needs).toBeLessThan(whole.needs);
  });

  test('is cancelled when it is interrupted, says so, and the earlier answer stays', async () => {
    const before = await match({});
    const ending = new AbortController();
    const interrupted = match({ language: 'zh' }, { signal: ending.signal, progress: () => ending.abort() });
    await expect(interrupted).rejects.toThrow('已中断，此前的匹配结果仍然有效。');
    expect(lastRunOf(data)).toBe(before.id);
  });

  test('is refused in the words of the hub', async () => {
    await expect(match({ division: '999999000000' })).rejects.toThrow(
      'There is no division or zone 999999000000 today.',
    );
  });
});
