import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StoreLocation } from '@hub/kernel';
import { createStoreOfTest, seededRandomness, storesOfTest } from '@hub/kernel/testing';
import { afterAll, expect, test, vi } from 'vitest';
import type { ToldChange } from '../src/delivery/payload.rules.ts';
import { deliveryFilesIn } from '../src/delivery/writeDeliveryFile.ts';
import { answerOf, runsOfChaos, scheduleOf, schedules } from './chaos.ts';
import { openDeliveries, type Units } from './deliveries.ts';
import { type Manners, openReceiver, type Received } from './receiver.ts';

vi.setConfig({ testTimeout: 600_000 });

const program = fileURLToPath(new URL('./deliveries.process.ts', import.meta.url));
const receiver = await openReceiver();
afterAll(() => receiver.close());

/** At which of their steps the first processes die by their own hand: before, in and after each transaction and each call. */
const lastSteps = [1, 2, 3, 4, 5, 7, 9, 11, 13, 15];

interface Body {
  readonly schedule: string;
  readonly run: string;
  readonly since: string | null;
  readonly sequence: number;
  readonly changes: readonly ToldChange[];
}
const bodyOf = ({ body }: Received) => JSON.parse(body) as Body;

/** Takes, refuses, lies and sleeps by the throw of a die; kills the sender at some calls, after it has stored what came. */
function whims(seed: string, killSender: () => void): Manners {
  const random = seededRandomness(seed);
  return () => {
    const die = (random(1)[0] ?? 0) % 20;
    if (die < 9) return { stores: true, answers: 200 };
    if (die < 12) return { stores: false, answers: 503 };
    if (die < 14) return { stores: true, answers: 500 };
    if (die < 16) return { stores: true, answers: 'BREAKS' };
    if (die < 17) return { stores: false, answers: 'BREAKS' };
    if (die < 18) return { stores: true, answers: 'NEVER' };
    killSender();
    return { stores: true, answers: 'NEVER' };
  };
}

/** Runs the program until it dies or is done; true when it is done. */
async function live(orders: object, onStart: (kill: () => void) => void): Promise<boolean> {
  const child = spawn(process.execPath, [program, JSON.stringify(orders)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  onStart(() => void child.kill('SIGKILL'));
  const [code, signal] = await once(child, 'close');
  if (said !== 'done\n') expect([code, signal]).toEqual([null, 'SIGKILL']);
  return said === 'done\n';
}

/** What a receiver has who applies each change once, in the order in which deliveries came. */
function apply(held: Map<string, number>, changes: readonly ToldChange[]): void {
  for (const { kind, identity, row, columns } of changes) {
    if (kind === 'NEW') expect(held.has(identity)).toBe(false);
    else expect(held.has(identity)).toBe(true);
    if (kind === 'CHANGED') expect(columns).toEqual([{ column: 'units', from: held.get(identity), to: row?.units }]);
    if (kind === 'GONE') held.delete(identity);
    else held.set(identity, Number(row?.units));
  }
}

/** The runs of a schedule whose answer is another one than that of the run before. */
function tellingRuns(schedule: string): number[] {
  let before = '{}';
  return Array.from({ length: runsOfChaos }, (_, place) => place + 1).filter((ordinal) => {
    if (scheduleOf(ordinal) !== schedule) return false;
    const now = JSON.stringify(answerOf(ordinal));
    const isOther = now !== before;
    before = now;
    return isOther;
  });
}

const runIdOf = (ordinal: number) => `run_${String(ordinal).padStart(4, '0')}`;

/** Each delivery of a schedule once and in order, and after each of them exactly the answer of its run. */
function expectTold(
  schedule: string,
  told: readonly { readonly run: string; readonly changes: readonly ToldChange[] }[],
): void {
  const runs = tellingRuns(schedule);
  expect(told.map(({ run }) => run)).toEqual(runs.map(runIdOf));
  const held = new Map<string, number>();
  told.forEach(({ changes }, place) => {
    apply(held, changes);
    expect(Object.fromEntries(held)).toEqual(answerOf(runs[place] ?? 0) satisfies Units);
  });
}

async function liveAndDie(
  location: StoreLocation,
  folder: string,
  name: string,
): Promise<{ readonly deaths: number; readonly hook: string; readonly file: string }> {
  const certificate = join(folder, 'authority.pem');
  writeFileSync(certificate, receiver.certificate);
  const first = await openDeliveries(location, { seed: `${name}-targets` });
  const hook = await first.addTarget('WEBHOOK', { url: receiver.url, schedules: schedules });
  const file = await first.addTarget('FILE', { format: 'JSONL', schedules: schedules });
  await first.close();
  for (let deaths = 0; ; deaths++) {
    expect(deaths).toBeLessThan(120);
    const dieAt = lastSteps[deaths] ?? 0;
    const start = new Date(Date.parse('2026-11-22T00:00:00.000Z') + deaths * 7 * 86_400_000).toISOString();
    const orders = { location, folder, certificate, start, seed: `${name}-${deaths}`, dieAt };
    const isDone = await live(orders, (kill) => receiver.behave(whims(`${name}-${deaths}`, kill)));
    if (isDone) return { deaths, hook, file };
  }
}

test.each(storesOfTest)(
  'every change arrives exactly once and in order, however often the hub is killed and the receiver lies, on %s',
  async (name) => {
    const stores = createStoreOfTest(name);
    const folder = mkdtempSync(join(tmpdir(), 'hub-chaos-'));
    const location = stores.place('operations');
    const before = receiver.stored.length;
    try {
      const { deaths, file } = await liveAndDie(location, folder, name);
      expect(deaths).toBeGreaterThanOrEqual(lastSteps.length);

      const stored = receiver.stored.slice(before);
      const seen = new Set<string>();
      const once = stored.filter(({ idempotencyKey }) => !seen.has(idempotencyKey) && seen.add(idempotencyKey));
      // The receiver stored more than once what it lied about, and it was the same to the byte.
      expect(stored.length).toBeGreaterThan(once.length);
      for (const one of stored)
        expect(once.find(({ idempotencyKey }) => idempotencyKey === one.idempotencyKey)?.body).toBe(one.body);
      for (const schedule of schedules) {
        const told = once.map(bodyOf).filter((body) => body.schedule === schedule);
        expect(told.map(({ sequence }) => sequence)).toEqual(told.map((_, place) => place + 1));
        expect(told.map(({ since }) => since)).toEqual([null, ...told.slice(0, -1).map(({ run }) => run)]);
        expectTold(schedule, told);
      }

      const files = await deliveryFilesIn({ root: folder, folder: file });
      for (const schedule of schedules) {
        const own = files.filter((one) => one.startsWith(schedule));
        const runs = tellingRuns(schedule);
        expectTold(
          schedule,
          own.map((one, place) => ({
            run: runIdOf(runs[place] ?? 0),
            changes: readFileSync(join(folder, file, one), 'utf8')
              .trim()
              .split('\n')
              .map((line) => JSON.parse(line) as ToldChange),
          })),
        );
        expect(own).toHaveLength(runs.length);
      }

      const at = await openDeliveries(location, { seed: 'after' });
      const deliveries = await at.deliveries();
      await at.close();
      expect(new Set(deliveries.map(({ status }) => status))).toEqual(new Set(['DELIVERED']));
    } finally {
      await stores.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
