import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nowOfTest, selfSigned } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { deliveriesIn, rootOf } from './deliveredStations.ts';
import { district, type House, openHouse } from './house.ts';

const matching = { purpose: 'RESOURCE_MATCHING' } as const;

interface Id {
  readonly id: string;
}
interface Change {
  readonly kind: string;
  readonly identity: string;
}

interface Received {
  readonly body: string;
  readonly signature: string;
}

/** A receiver of webhooks on this machine, behind TLS, that takes all that comes. */
async function openReceiver() {
  const { cert, key } = selfSigned('localhost');
  const stored: Received[] = [];
  const server = createServer({ cert, key }, (request, answer) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => void parts.push(part));
    request.on('end', () => {
      stored.push({ body: Buffer.concat(parts).toString(), signature: String(request.headers['x-hub-signature']) });
      answer.writeHead(204).end();
    });
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const url = `https://localhost:${(server.address() as AddressInfo).port}/hook`;
  const close = async () => {
    server.closeAllConnections();
    server.close();
  };
  return { url, cert, stored, close };
}

describe.each(['embedded', 'distributed'] as const)('deliveries that leave the house, %s,', (mode) => {
  const folder = mkdtempSync(join(tmpdir(), 'hub-out-'));
  let house: House;
  let receiver: Awaited<ReturnType<typeof openReceiver>>;
  let schedule = '';
  let file = '';
  let key = '';

  async function made<Made = Id>(text: string): Promise<Made> {
    const { data, errors } = await house.ask(`mutation { made: ${text} }`, {}, matching);
    if (!data?.made) throw new Error(`${text}: ${JSON.stringify(errors)}`);
    return data.made as Made;
  }
  const ownStations = async () => {
    const own = await house.ask('{ stations(first: 50) { edges { node { id } } } }', {}, matching);
    return rootOf<{ readonly edges: readonly { readonly node: Id }[] }>(own, 'stations').edges.map(
      ({ node }) => node.id,
    );
  };

  beforeAll(async () => {
    receiver = await openReceiver();
    const certificate = join(folder, 'authority.pem');
    writeFileSync(certificate, receiver.cert);
    vi.stubEnv('HUB_WEBHOOK_NETWORKS', '127.0.0.0/8,::1/128');
    vi.stubEnv('HUB_WEBHOOK_AUTHORITIES', certificate);
    vi.stubEnv('HUB_DELIVERY_FOLDER', join(folder, 'deliveries'));
    house = await openHouse(mode, 'SQLite');
    const texts = 'titleZh: "社工站", titleEn: "Stations", descriptionZh: "社工站", descriptionEn: "Stations"';
    const document = 'query Stations { stations(first: 50) { edges { node { id name level } } } }';
    const operation = await made(`registerOperation(input: { document: "${document}", ${texts} }) { id }`);
    const wish = `divisions: ["${district}"], purpose: RESOURCE_MATCHING, validTo: "2026-12-31", reason: "each night"`;
    const delegation = await made(`delegate(input: { ${wish} }) { id }`);
    const calendar = `name: "stations", operation: "${operation.id}", delegation: "${delegation.id}", cron: "0 8 * * 1"`;
    schedule = (await made(`createSchedule(input: { ${calendar} }) { id }`)).id;
    const hook = await made<{ readonly key: string }>(
      `openDeliveryTarget(input: { name: "平台", kind: WEBHOOK, url: "${receiver.url}", schedules: ["${schedule}"] }) { key }`,
    );
    key = hook.key;
    const csv = `openDeliveryTarget(input: { name: "文件", kind: FILE, format: CSV, schedules: ["${schedule}"] }) { target { id } }`;
    file = (await made<{ readonly target: Id }>(csv)).target.id;
    await made(`runSchedule(input: { id: "${schedule}" }) { id }`);
    await vi.waitUntil(async () => (await deliveriesIn(house, schedule, 'DELIVERED')) === 2, {
      timeout: 60_000,
      interval: 50,
    });
  }, 180_000);
  afterAll(async () => {
    vi.unstubAllEnvs();
    await house.close();
    await receiver.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('reach a webhook once, signed, with what their owner would be answered', async () => {
    expect(receiver.stored).toHaveLength(1);
    const { body = '', signature } = receiver.stored[0] ?? {};
    const seconds = new Date(nowOfTest).getTime() / 1000;
    const mac = createHmac('sha256', key).update(`${seconds}.${body}`).digest('hex');
    expect(signature).toBe(`t=${seconds},v1=${mac}`);
    const { changes, since, sequence } = JSON.parse(body) as {
      readonly changes: readonly Change[];
      readonly since: string | null;
      readonly sequence: number;
    };
    expect([since, sequence]).toEqual([null, 1]);
    expect(changes.map(({ kind, identity }) => `${kind} ${identity}`)).toEqual(
      (await ownStations()).map((id) => `NEW ${id}`),
    );
  });

  test('lie whole in the folder of their target, which nobody else may open', async () => {
    const place = join(folder, 'deliveries', file);
    const [name = '', ...others] = readdirSync(place);
    expect(others).toEqual([]);
    expect(name).toMatch(/^schedule_\w+-000001-delivery_\w+\.csv$/);
    const content = readFileSync(join(place, name), 'utf8');
    expect(content.startsWith('\uFEFF')).toBe(true);
    for (const id of await ownStations()) expect(content).toContain(id);
    expect(statSync(place).mode & 0o777).toBe(0o700);
  });
});
