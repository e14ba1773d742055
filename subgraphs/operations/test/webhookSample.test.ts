import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signWebhook } from '../src/delivery/signature.ts';

type CameFromHub = (key: string, header: string, body: string | Uint8Array, nowSeconds: number) => boolean;

const folder = mkdtempSync(join(tmpdir(), 'hub-sample-'));
let cameFromHub: CameFromHub;

beforeAll(async () => {
  const page = readFileSync(new URL('../../../docs/webhooks.md', import.meta.url), 'utf8');
  const file = join(folder, 'sample.mjs');
  writeFileSync(file, /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? '');
  ({ cameFromHub } = (await import(pathToFileURL(file).href)) as { readonly cameFromHub: CameFromHub });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = '2026-11-21T04:00:00.000Z';
const now = Date.parse(at) / 1000;
const body = '{"changes":[{"identity":"需求"}]}';

test.each([
  ['what the hub signed', 'key', ['key'], body, 0, true],
  ['the bytes of what it signed', 'key', ['key'], Buffer.from(body), 0, true],
  ['what it signed with the next key and the former one', 'former', ['next', 'former'], body, 0, true],
  ['what it signed four minutes ago', 'key', ['key'], body, 240, true],
  ['what it signed six minutes ago', 'key', ['key'], body, 360, false],
  ['what it will have signed', 'key', ['key'], body, -360, false],
  ['what somebody else signed', 'key', ['other'], body, 0, false],
  ['another body', 'key', ['key'], `${body} `, 0, false],
] as const)('the sample of docs/webhooks.md tells %s', (_, key, signedWith, arrived, later, expected) => {
  expect(cameFromHub(key, signWebhook(signedWith, body, at), arrived, now + later)).toBe(expected);
});

test.each(['', 't=', `t=${now}`, `t=${now},v1=`, `t=${now},v1=zz`, 'v1=00', `t=NaN,v1=00`])(
  'the sample of docs/webhooks.md refuses the header "%s"',
  (header) => {
    expect(cameFromHub('key', header, body, now)).toBe(false);
  },
);
