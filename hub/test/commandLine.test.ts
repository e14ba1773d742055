import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Ended, newFolder, run, start } from './program.ts';

vi.setConfig({ testTimeout: 120_000 });

const folders: string[] = [];
const folder = (): string => {
  const made = newFolder();
  folders.push(made);
  return made;
};
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

/** One sentence on standard error, nothing on standard output, no trace, and a code that says that it failed. */
function expectSentence({ code, stdout, stderr }: Ended, words: RegExp): void {
  expect(stderr.trim().split('\n'), stderr).toHaveLength(1);
  expect(stderr).toMatch(words);
  expect(stderr).toMatch(/\.\n$/);
  expect(stderr).not.toMatch(/^\s+at |Error:|node_modules/m);
  expect(stdout).toBe('');
  expect(code).toBe(1);
}

describe('a wrong word on the command line', () => {
  test.each([
    [['up', '--port', 'nonsense'], /--port is "nonsense", expected a number from 0 to 65535/],
    [['seed', '--residents', 'many'], /--residents is "many", expected a whole number/],
    [['token', 'issue', '--role', 'king'], /There is no role "king"; expected one of station-worker, /],
  ])('%j is told in one sentence', async (args, words) => {
    expectSentence(await run([...args, '--data', folder()]), words);
  });

  test.each([
    [['upp'], "error: unknown command 'upp'"],
    [['up', '--prot', '1'], "error: unknown option '--prot'"],
    [['seed'], "error: required option '--residents <number>' not specified"],
  ])('%j is told first, and then how to do it rightly', async (args, words) => {
    const { code, stdout, stderr } = await run(args);
    expect(stderr.split('\n')[0]).toBe(words);
    expect(stderr).toContain('Usage: hub');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  });
});

describe('a data folder that cannot be used', () => {
  test('because a file stands in its way is told in one sentence', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, 'a file');
    for (const data of [file, join(file, 'data')])
      expectSentence(await run(['up', '--port', '0', '--data', data]), /file is not a folder|is not a folder/);
  });

  test('because it holds no keys to sign with is told in one sentence', async () => {
    expectSentence(await run(['token', 'issue', '--role', 'auditor', '--data', folder()]), /keys|key/);
  });
});

test('a port in use is told in one sentence, and the next start builds the demonstration district', async () => {
  const data = folder();
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  expectSentence(
    await run(['up', '--port', String(port), '--data', data]),
    new RegExp(`^Port ${port} is in use: stop what listens there, or choose another with --port`),
  );
  server.close();
  const next = start(['up', '--port', '0', '--data', data]);
  await next.says(/Building the synthetic district: slice 1 of/);
  const { code, stderr } = await next.end('SIGINT');
  expect(code, stderr).toBe(0);
  expect(existsSync(join(data, 'hub.lock'))).toBe(false);
  const resumed = start(['up', '--port', '0', '--data', data]);
  const [, slice] = await resumed.says(/Building the synthetic district: slice (\d+) of/);
  expect(Number(slice)).toBeGreaterThan(1);
  expect((await resumed.end('SIGTERM')).code).toBe(0);
});

describe('on a folder with data', () => {
  const whole = folder();
  const copy = (change: (data: string) => void): string => {
    const data = folder();
    cpSync(whole, data, { recursive: true });
    chmodSync(join(data, 'keys'), 0o700);
    change(data);
    return data;
  };
  beforeAll(async () => {
    const { code, stderr } = await run(['seed', '--residents', '20', '--data', whole]);
    expect(code, stderr).toBe(0);
  }, 100_000);

  test('only the owner may read it, and keys least of all', () => {
    const modeOf = (...path: string[]) => (statSync(join(whole, ...path)).mode & 0o777).toString(8);
    expect(modeOf('keys')).toBe('700');
    expect(modeOf('stores')).toBe('700');
    expect(modeOf('seed.json')).toBe('600');
    const keys = readdirSync(join(whole, 'keys'));
    expect(keys).toHaveLength(16);
    for (const key of keys) expect(modeOf('keys', key)).toBe('600');
  });

  const garbage = Buffer.alloc(8192, 'garbage ');
  test.each([
    [
      'a store that is no database',
      (data: string) => writeFileSync(join(data, 'stores', 'social-work.sqlite'), garbage),
      /corrupt/,
    ],
    [
      'a store that was cut short',
      (data: string) => truncateSync(join(data, 'stores', 'civil-affairs.sqlite'), 20_000),
      /corrupt/,
    ],
    [
      'a broken record of the seeding',
      (data: string) => writeFileSync(join(data, 'seed.json'), '{"seed":'),
      /seed\.json/,
    ],
    [
      'missing keys',
      (data: string) => rmSync(join(data, 'keys'), { recursive: true }),
      /is missing beside existing data/,
    ],
    [
      'one missing key',
      (data: string) => rmSync(join(data, 'keys', 'seal.key.json')),
      /seal\.key\.json is missing beside existing data/,
    ],
    [
      'a key that others can read',
      (data: string) => chmodSync(join(data, 'keys', 'seal.key.json'), 0o644),
      /seal\.key\.json is open to others: its mode is 0644, expected mode 0600/,
    ],
    ['a broken key', (data: string) => writeFileSync(join(data, 'keys', 'seal.key.json'), '{'), /seal\.key\.json/],
  ])('%s is told in one sentence, and nothing is made anew', async (_, change, words) => {
    const data = copy(change);
    const before = readdirSync(join(data, 'stores')).filter((file) => file.endsWith('.sqlite'));
    expectSentence(await run(['up', '--no-demo', '--port', '0', '--data', data]), words);
    expect(readdirSync(join(data, 'stores')).filter((file) => file.endsWith('.sqlite'))).toEqual(before);
  });

  test('another district is refused in one sentence', async () => {
    expectSentence(
      await run(['seed', '--residents', '30', '--data', whole]),
      /holds the district of seed "xiling" with 20 residents/,
    );
  });

  test('a district that was begun on another day is gone on with', async () => {
    const data = copy((folder) => {
      const file = join(folder, 'seed.json');
      const state = JSON.parse(readFileSync(file, 'utf8')) as object;
      writeFileSync(file, JSON.stringify({ ...state, today: '2026-11-21', nextChunk: 0 }), { mode: 0o600 });
    });
    const { code, stdout, stderr } = await run(['seed', '--residents', '20', '--data', data]);
    expect({ code, stdout }, stderr).toEqual({ code: 0, stdout: 'Seeded a district of 20 residents.\n' });
  });

  test('a token stands alone on the last line', async () => {
    const { code, stdout, stderr } = await run(['token', 'issue', '--role', 'district-officer', '--data', whole]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  });
});

const ofMachine = ['/usr/local/bin/node', '/usr/bin/node', '/bin/node'].find((node) => {
  const version = /^v(\d+)\./.exec(spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1];
  return version !== undefined && Number(version) < 22;
});
if (!ofMachine)
  process.stderr.write('\n*** NO OLDER NODE on this machine: what the hub says to one is not tested.\n\n');

test.runIf(ofMachine)('an older Node is told in one sentence', async () => {
  expectSentence(await run(['up'], ofMachine), /^The hub needs Node 22\.18 or newer, and this is Node \d/);
});
