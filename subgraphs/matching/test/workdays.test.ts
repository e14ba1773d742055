import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Viewer } from '@hub/engine-policy';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readMatchingConfig } from '../src/config.ts';
import { need, officer, stationWorker, volunteer } from './district.ts';
import { type OpenedMatching, openedMatching } from './opened.ts';

const worker: Viewer = { ...stationWorker, purpose: 'CASE_SERVICE' };

const firstId = ({ data }: { readonly data?: unknown }) => /"id":"([^"]+)"/.exec(JSON.stringify(data))?.[1];

describe('a table of workdays that takes the place of the published one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hub-workdays-'));
  const file = join(folder, 'workdays.csv');
  let opened: OpenedMatching;

  beforeAll(async () => {
    writeFileSync(file, '2026-11-23,2026-11-27,OFF,Week off\n');
    vi.stubEnv('HUB_WORKDAYS', file);
    opened = await openedMatching('SQLite', volunteer('volunteer_a'), need('need_1', { urgency: 'HIGH' }));
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await opened.close();
    rmSync(folder, { recursive: true });
  });

  test('moves the deadlines of referrals', async () => {
    const resources = await opened.ask(officer, '{ resources(first: 1) { edges { node { id } } } }');
    const id = firstId(resources);
    const propose = `mutation { proposeReferral(input: { need: "need_1", resource: "${id}" }) { id dueOn } }`;
    const { data } = await opened.ask(worker, propose);
    // Two workdays from Saturday the 21st: Monday the 30th and Tuesday the 1st.
    expect(data?.proposeReferral).toMatchObject({ dueOn: '2026-12-01' });
    const referral = firstId({ data });
    const sent = await opened.ask(
      worker,
      `mutation { sendReferral(input: { id: "${referral}", version: 1 }) { dueOn } }`,
    );
    expect(sent.data?.sendReferral).toEqual({ dueOn: '2026-12-01' });
  });

  test('that cannot be read stops the start with what was expected', () => {
    writeFileSync(file, '2026-11-23,never,OFF,Week off\n');
    expect(readMatchingConfig).toThrow(/^HUB_WORKDAYS: met .+; expected /);
  });
});
