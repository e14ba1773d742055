import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createStoreOfTest, storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Office, openOffice, setClock } from './calendar.ts';

vi.setConfig({ testTimeout: 150_000, hookTimeout: 60_000 });

const program = fileURLToPath(new URL('./scheduler.process.ts', import.meta.url));
const schedules = 40;
const instants = ['2026-11-21T03:35:00.000Z', '2026-11-21T03:40:00.000Z', '2026-11-21T03:45:00.000Z'];

describe.skipIf(!storesOfTest.includes('PostgreSQL'))('two hub processes on one database', () => {
  const stores = createStoreOfTest('PostgreSQL');
  const clock = setClock('2026-11-21T03:30:00.000Z');
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(stores, clock);
  });
  afterAll(async () => {
    await office.close();
    await stores.remove();
  });

  /** Starts a process and collects what it asks for. */
  async function startProcess(seed: string) {
    const place = stores.place('operations');
    if (place.dialect !== 'postgres') throw new Error('This test is about PostgreSQL.');
    const child = spawn(process.execPath, [program, place.url, place.schema, seed], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const asked: string[] = [];
    const lines = createInterface({ input: child.stdout });
    const ready = once(lines, 'line');
    lines.on('line', (line) => {
      if (line.startsWith('run ')) asked.push(line.slice(4));
    });
    await ready;
    return { child, asked, tell: (line: string) => void child.stdin.write(`${line}\n`), closed: once(child, 'exit') };
  }

  test('do each due run once, both of them, and one finishes what the other leaves when it is killed', async () => {
    const ids: string[] = [];
    for (let count = 0; count < schedules; count++)
      ids.push((await office.schedule({ cron: '*/5 * * * *', timeoutSeconds: 30, backoffSeconds: 1 })).id);
    const [first, second] = await Promise.all([startProcess('first'), startProcess('second')]);
    const statesAt = async (dueAt: string) => {
      const runs = (await Promise.all(ids.map((id) => office.runs(id)))).flat();
      return runs.filter((run) => run.dueAt === dueAt).map(({ state }) => state);
    };
    const allDone = async (dueAt: string) =>
      vi.waitFor(async () => expect(await statesAt(dueAt)).toEqual(ids.map(() => 'SUCCEEDED')), {
        timeout: 60_000,
        interval: 200,
      });
    for (const instant of instants.slice(0, 2)) {
      clock.set(instant);
      for (const { tell } of [first, second]) tell(instant);
      await allDone(instant);
    }
    const asked = [...first.asked, ...second.asked];
    expect([asked.length, new Set(asked).size]).toEqual([schedules * 2, schedules * 2]);
    expect([first.asked.length > 0, second.asked.length > 0]).toEqual([true, true]);

    const [, , last = ''] = instants;
    for (const { tell } of [first, second]) tell(last);
    first.child.kill('SIGKILL');
    await first.closed;
    // What the dead one was handed, or had begun, is over by time a minute later.
    second.tell('2026-11-21T03:47:00.000Z');
    await vi.waitFor(async () => expect((await statesAt(last)).length).toBe(schedules), { timeout: 30_000 });
    second.tell('2026-11-21T03:49:00.000Z');
    await allDone(last);
    second.tell('end');
    await second.closed;
  });
});
