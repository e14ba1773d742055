import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { planDistrict } from '@hub/engine-population';
import { afterAll, describe, expect, test } from 'vitest';
import { seedStateOf } from '../src/seed/seed.ts';
import { newFolder, type Running, run, start } from './program.ts';

const data = newFolder();
afterAll(() => rmSync(data, { recursive: true, force: true }));

const residents = 1200;
const seed = ['seed', '--residents', String(residents), '--data', data];
const serve = () => start(['up', '--no-demo', '--port', '0', '--data', data]);

/** Rows of each table that the seeding fills, by the list of the plan. */
const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'civil-affairs': {
    divisions: 'division',
    households: 'household',
    residents: 'resident',
    assistanceStatuses: 'assistance_status',
  },
  'social-work': {
    stations: 'station',
    socialWorkers: 'social_worker',
    clients: 'client',
    needs: 'need',
    caseFiles: 'case_file',
    projects: 'project',
  },
  charities: {
    charityOrganisations: 'charity_organisation',
    beneficiaries: 'beneficiary',
    funds: 'fund',
    matchGrants: 'match_grant',
    goodsStocks: 'goods_stock',
  },
  volunteers: { volunteers: 'volunteer', volunteerTeams: 'volunteer_team' },
};

function rowsOf(store: string, table: string): number {
  const database = new DatabaseSync(join(data, 'stores', `${store}.sqlite`), { readOnly: true });
  const row = database.prepare(`select count(*) as rows from ${table}`).get();
  database.close();
  return Number(row?.rows);
}

const stored = () =>
  Object.entries(tables).flatMap(([store, kinds]) =>
    Object.entries(kinds).map(([kind, table]) => `${kind} ${rowsOf(store, table)}`),
  );

function planned(): readonly string[] {
  const { seed = '', today = '' } = seedStateOf(data) ?? {};
  const counts = new Map<string, number>();
  for (const { civilAffairs, socialWork, charities, volunteers } of planDistrict({ seed, residents, today }).chunks()) {
    for (const [kind, records] of Object.entries({ ...civilAffairs, ...socialWork, ...charities, ...volunteers }))
      counts.set(kind, (counts.get(kind) ?? 0) + records.length);
  }
  return Object.values(tables).flatMap((kinds) => Object.keys(kinds).map((kind) => `${kind} ${counts.get(kind)}`));
}

/** The address of a hub as soon as it is ready, and a way to ask it. */
async function ready(hub: Running) {
  const [, url = ''] = await hub.says(/GraphQL {3}(http:\/\/\S+)\/graphql/);
  return {
    url,
    async ask(token: string, query: string, variables: Readonly<Record<string, unknown>> = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${token}`,
          'x-hub-purpose': 'CASE_SERVICE',
        },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as { data: Record<string, unknown> | null; errors?: unknown };
    },
  };
}

async function tokenOf(...wish: string[]): Promise<string> {
  const { stdout } = await run(['token', 'issue', ...wish, '--data', data]);
  return stdout.trimEnd().split('\n').at(-1) ?? '';
}

describe('a data folder', { timeout: 120_000 }, () => {
  let hub: Running;
  afterAll(() => hub?.end('SIGKILL'));

  test('stays whole when the seeding is interrupted, and says how to go on', async () => {
    const seeding = start(seed);
    await seeding.says(/slice 1 of 3/);
    const { code, stdout } = await seeding.end('SIGINT');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Interrupted; run the same command again to go on.\n' });
    expect(seedStateOf(data)).toMatchObject({ residents, chunkCount: 3 });
    expect(stored()).not.toEqual(planned());
  });

  test('gets the rest of its district by the next start, though that is killed again', async () => {
    hub = serve();
    await hub.says(/slice 3 of 3/);
    await hub.end('SIGKILL');
    hub = serve();
    await ready(hub);
    expect(stored()).toEqual(planned());
  });

  test('is held by one hub, which is named to another', async () => {
    const { code, stderr } = await run(['up', '--port', '0', '--data', data]);
    expect(stderr).toBe(
      `The data folder ${data} is in use by another hub (process ${hub.pid}): stop it, or choose another folder with --data.\n`,
    );
    expect(code).toBe(1);
    expect(JSON.parse(readFileSync(join(data, 'hub.lock'), 'utf8'))).toMatchObject({ pid: hub.pid });
  });

  test('refuses to become another district while it is served', async () => {
    const { code, stderr } = await run(['seed', '--residents', '7', '--data', data]);
    expect(stderr).toContain(`holds the district of seed "xiling" with ${residents} residents`);
    expect(code).toBe(1);
  });

  test('keeps every change that was answered, though the hub is killed at once', async () => {
    const officer = await tokenOf('--role', 'district-officer');
    const { ask } = await ready(hub);
    const page = (await ask(officer, '{ clients(first: 1) { edges { node { id station { id } } } } }')).data?.clients;
    const [client] = (page as { edges: { node: { id: string; station: { id: string } } }[] }).edges.map(
      ({ node }) => node,
    );
    const worker = await tokenOf('--role', 'station-worker', '--organisation', client?.station.id ?? '');
    const answered: string[] = [];
    for (let count = 0; count < 5; count++) {
      const { data: made, errors } = await ask(
        worker,
        `mutation ($client: ID!) { openNeed(input: { client: $client, category: ELDERLY_SUPPORT, serviceCode: HAIRCUT,
          units: 1, urgency: LOW }) { id } }`,
        { client: client?.id },
      );
      expect(errors).toBeUndefined();
      answered.push(...(Object.values(made ?? {}) as { id: string }[]).map(({ id }) => id));
    }
    expect(new Set(answered).size).toBe(5);
    const killed = await hub.end('SIGKILL');
    expect(killed.code).toBeNull();

    hub = serve();
    const after = await ready(hub);
    for (const id of answered) {
      const { data } = await after.ask(worker, 'query ($id: ID!) { need(id: $id) { id status } }', { id });
      expect(data?.need).toEqual({ id, status: 'OPEN' });
    }
  });

  test('is given back when the hub is interrupted, and opened again by the next', async () => {
    const { code, stderr } = await hub.end('SIGINT');
    expect({ code, stderr: stderr.includes('rror') }).toEqual({ code: 0, stderr: false });
    hub = serve();
    await ready(hub);
    expect((await hub.end('SIGTERM')).code).toBe(0);
  });
});

describe('a job', { timeout: 120_000 }, () => {
  const served = newFolder();
  let hub: Running;
  afterAll(async () => {
    await hub?.end('SIGKILL');
    rmSync(served, { recursive: true, force: true });
  });

  test('is done by the hub that runs on the folder, and its progress and result are shown', async () => {
    hub = start(['up', '--no-demo', '--port', '0', '--data', served]);
    await ready(hub);
    const seeded = await run(['seed', '--residents', '20', '--data', served]);
    expect(seeded.code, seeded.stderr).toBe(0);
    expect(seeded.stderr).toMatch(/^Seeding: slice 1 of \d+\n/);
    expect(seeded.stdout).toBe('Seeded a district of 20 residents.\n');
    const matched = await run(['match', '--json', '--data', served]);
    expect(matched.code, matched.stderr).toBe(0);
    const result = JSON.parse(matched.stdout) as { needs: number; objective: number; dualBound: number; gap: number };
    expect(result.dualBound - result.objective).toBe(result.gap);
    const inWords = await run(['match', '--division', '420502000000', '--data', served]);
    expect(inWords.code, inWords.stderr).toBe(0);
    expect(inWords.stdout).toMatch(
      new RegExp(`^Matched ${result.needs} needs: \\d+ met, .*proven optimal, in [\\d.]+ s\\.\n$`),
    );
    const nowhere = await run(['match', '--division', '999999000000', '--data', served]);
    expect([nowhere.code, nowhere.stdout]).toEqual([1, '']);
    expect(nowhere.stderr).toBe('There is no division or zone 999999000000 today.\n');
  });

  test('is done without a hub too, and done once', async () => {
    expect((await hub.end('SIGINT')).code).toBe(0);
    const before = runsIn(served);
    const { code, stdout, stderr } = await run(['match', '--json', '--data', served]);
    expect(code, stderr).toBe(0);
    const { id } = JSON.parse(stdout) as { id: string };
    expect(runsIn(served)).toEqual([...before, id]);
  });

  test('is left when it is interrupted, whether its run has begun or not', async () => {
    const matching = start(['match', '--data', data]);
    await matching.says(/Catching up|Looking for what fits/);
    const { code, stdout, stderr } = await matching.end('SIGINT');
    expect([code, stdout], stderr).toEqual([130, '']);
  });
});

/** Ids of the runs whose answers were stored, in their order. */
function runsIn(folder: string): readonly unknown[] {
  const database = new DatabaseSync(join(folder, 'stores', 'matching.sqlite'), { readOnly: true });
  const runs = database.prepare('select id from match_run order by key').all();
  database.close();
  return runs.map(({ id }) => id);
}
