import { policy, type Role } from '@hub/engine-policy';
import { demonstrationReferrals } from '@hub/hub';
import { nowOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deliverStations, rootOf } from './deliveredStations.ts';
import { type Asking, district, type House, openHouse } from './house.ts';
import { tableUnder } from './matrix/tables.ts';

interface WorkRow {
  readonly role: Role;
  readonly cells: Readonly<Record<string, string>>;
}
const rows = tableUnder('7.').map(({ Role: role = '', ...cells }): WorkRow => ({ role: role as Role, cells }));

/** Where a record of a kind is asked for by its id, and what of it is for its owner alone. */
const doors: Readonly<Record<string, { readonly field: string; readonly own: string }>> = {
  delegation: { field: 'delegation', own: '' },
  schedule: { field: 'schedule', own: '' },
  run: { field: 'scheduleRun', own: '' },
  'delivery target': { field: 'deliveryTarget', own: 'url' },
  delivery: { field: 'delivery', own: 'newRows' },
  'bulk export': { field: 'bulkExport', own: 'rows' },
};

/** For the first purpose that a role has, or for none. */
const askingAs = (role: Role): Asking => ({ role, purpose: Object.keys(policy.classes[role] ?? {})[0] ?? null });
const asOfficer: Asking = { purpose: 'RESOURCE_MATCHING' };

interface Made {
  readonly id: string;
}

describe('records of the work itself', () => {
  let house: House;
  /** What the officer of the house left behind, by kind. */
  const left = new Map<string, string>();

  async function made(asking: Asking, change: string): Promise<string | null> {
    const { data } = await house.ask(`mutation { made: ${change} }`, {}, asking);
    const answer = data?.made as (Made & { readonly target?: Made }) | null | undefined;
    return answer?.target?.id ?? answer?.id ?? null;
  }

  /** Makes one of each kind that people make, as far as she may. */
  async function makeAll(asking: Asking): Promise<ReadonlyMap<string, string | null>> {
    const texts = 'titleZh: "社工站", titleEn: "Stations", descriptionZh: "社工站", descriptionEn: "Stations"';
    const document = 'query StationsOfMine { stations(first: 50) { edges { node { id } } } }';
    const operation = await made(asking, `registerOperation(input: { document: "${document}", ${texts} }) { id }`);
    const purpose = asking.purpose ? `, purpose: ${asking.purpose}` : '';
    const wish = `divisions: ["${district}"]${purpose}, validTo: "2026-12-31", reason: "to be looked at"`;
    const delegation = await made(asking, `delegate(input: { ${wish} }) { id }`);
    const calendar = `name: "mine", operation: "${operation}", delegation: "${delegation}", cron: "0 8 * * 1"`;
    const schedule = await made(asking, `createSchedule(input: { ${calendar} }) { id }`);
    const target = `openDeliveryTarget(input: { name: "mine", kind: INBOX, schedules: ["${schedule}"] }) { target { id } }`;
    const exporting = `startBulkExport(input: { operation: "${operation}", delegation: "${delegation}", format: CSV }) { id }`;
    return new Map([
      ['delegation', delegation],
      ['schedule', schedule],
      ['delivery target', await made(asking, target)],
      ['run', await made(asking, `runSchedule(input: { id: "${schedule}" }) { id }`)],
      ['bulk export', await made(asking, exporting)],
    ]);
  }

  const look = async (kind: string, id: string, asking: Asking) => {
    const { field, own } = doors[kind] ?? { field: 'none', own: '' };
    const answer = await house.ask(`{ ${field}(id: "${id}") { id ${own} } }`, {}, asking);
    return rootOf<Readonly<Record<string, unknown>> | null>(answer, field);
  };

  beforeAll(async () => {
    house = await openHouse('embedded', 'SQLite');
    const { schedule, delegation, target } = await deliverStations(house);
    const of = async (field: string) => {
      const answer = await house.ask(
        `{ ${field}(where: { schedule: "${schedule}" }) { edges { node { id } } } }`,
        {},
        asOfficer,
      );
      return rootOf<{ readonly edges: readonly { readonly node: Made }[] }>(answer, field).edges[0]?.node.id ?? '';
    };
    left.set('delegation', delegation).set('schedule', schedule).set('delivery target', target);
    left.set('run', await of('scheduleRuns')).set('delivery', await of('deliveries'));
    left.set('bulk export', (await makeAll(asOfficer)).get('bulk export') ?? '');
    const { subgraphs } = house.hub;
    const [socialWork, matching] = [subgraphs.get('social-work'), subgraphs.get('matching')];
    if (!socialWork || !matching) throw new Error('The house is not whole.');
    const moment = { now: new Date(nowOfTest), timeZone: 'Asia/Shanghai' };
    await demonstrationReferrals({ 'social-work': socialWork, matching }, moment);
  }, 180_000);
  afterAll(() => house.close());

  test.each(rows)('$role sees of what others left what the page says', async ({ role, cells }) => {
    for (const [kind, id] of left) {
      const cell = cells[kind] ?? 'not on the page';
      const record = await look(kind, id, askingAs(role));
      const isShown = cell.startsWith('all') || (role === 'district-officer' && cell === 'own');
      expect([kind, record?.id ?? null]).toEqual([kind, isShown ? id : null]);
      const { own = '' } = doors[kind] ?? {};
      if (isShown && cell.endsWith('without rows')) expect([kind, record?.[own]]).toEqual([kind, null]);
    }
  });

  test.each(rows)('$role makes and sees her own where the page says so', async ({ role, cells }) => {
    if (role === 'district-officer') return;
    const asking = askingAs(role);
    for (const [kind, id] of await makeAll(asking)) {
      const mayMake = cells[kind] === 'own' || role === 'operator';
      expect([kind, id !== null]).toEqual([kind, mayMake]);
      if (id !== null) expect([kind, (await look(kind, id, asking))?.id]).toEqual([kind, id]);
    }
  });

  test.each(rows)('$role sees the referrals that the page says', async ({ role, cells }) => {
    const count = async (asking: Asking) => {
      const answer = await house.ask('{ referrals(first: 1) { totalCount } }', {}, asking);
      return rootOf<{ readonly totalCount: number | null } | null>(answer, 'referrals')?.totalCount ?? 0;
    };
    const whole = await count({ purpose: 'CASE_SERVICE' });
    const met = await count({ ...askingAs(role), division: district });
    expect(whole).toBeGreaterThan(20);
    if (cells.referral === 'in place') expect(met).toBe(whole);
    else if (cells.referral === 'none') expect(met).toBe(0);
    else expect(met).toBeLessThan(whole);
  });
});
