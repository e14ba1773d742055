import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StoreLocation } from '@hub/kernel';
import { createStoreOfTest, seededRandomness, storesOfTest } from '@hub/kernel/testing';
import { expect, test, vi } from 'vitest';
import { openAccess } from '../src/index.ts';
import { config, linesIn, openingIn, verify } from './ledger.ts';

vi.setConfig({ testTimeout: 150_000 });

const program = fileURLToPath(new URL('./append.process.ts', import.meta.url));
const rounds = 5;

/** Lets a process append until it has acknowledged so many, kills it in the middle of its work, and gives what it acknowledged. */
async function appendAndDie(location: StoreLocation, folder: string, round: number, most: number): Promise<string[]> {
  const child = spawn(process.execPath, [program, JSON.stringify(location), folder, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.split('\n').length > most) child.kill('SIGKILL');
  });
  await once(child, 'close');
  // What was being said when it died may be cut.
  return said.split('\n').slice(0, -1);
}

test.runIf(storesOfTest.includes('PostgreSQL'))(
  'two processes append to one chain at once, and every acknowledged entry stands in it once, on PostgreSQL',
  async () => {
    const stores = createStoreOfTest('PostgreSQL');
    const folders = ['one', 'other'].map((name) => mkdtempSync(join(tmpdir(), `hub-${name}-`)));
    const location = stores.place('access');
    const [folder = ''] = folders;
    const opening = openingIn(location, folder);
    try {
      // Opened once before, so that the two do not race to make the tables.
      await (await openAccess(opening, config)).close();
      const acknowledged = (
        await Promise.all(folders.map((own, round) => appendAndDie(location, own, round, 200)))
      ).flat();
      const access = await openAccess(opening, config);
      const report = await verify(access, opening);
      const text = (await linesIn(access)).lines.join('\n');
      await access.close();
      expect(report).toMatchObject({ whole: true, problems: [] });
      for (const requestId of acknowledged) expect(text.split(`"requestId":"${requestId}"`)).toHaveLength(2);
      expect(new Set(acknowledged.map((requestId) => requestId.split('-')[0])).size).toBe(2);
    } finally {
      await stores.remove();
      for (const own of folders) rmSync(own, { recursive: true, force: true });
    }
  },
);

test.each(storesOfTest)(
  'the chain survives kill -9 in mid-write, and has every acknowledged entry, on %s',
  async (name) => {
    const stores = createStoreOfTest(name);
    const folder = mkdtempSync(join(tmpdir(), 'hub-killed-'));
    const location = stores.place('access');
    const opening = openingIn(location, folder);
    const random = seededRandomness(`kill-${name}`);
    const acknowledged: string[] = [];
    try {
      for (let round = 0; round < rounds; round++) {
        acknowledged.push(...(await appendAndDie(location, folder, round, 1 + ((random(1)[0] ?? 0) % 64))));
        const access = await openAccess(opening, config);
        const report = await verify(access, opening);
        const { lines } = await linesIn(access);
        await access.close();
        expect(report).toMatchObject({ whole: true, problems: [] });
        const text = lines.join('\n');
        for (const requestId of acknowledged)
          for (const one of [requestId, `${requestId}-second`]) expect(text).toContain(`"requestId":"${one}"`);
        expect(text).not.toContain('ANCHOR_MISMATCH');
      }
      expect(acknowledged.length).toBeGreaterThan(rounds);
    } finally {
      await stores.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
