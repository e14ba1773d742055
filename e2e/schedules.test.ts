import { storesOfTest } from '@hub/kernel/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Asking, district, type House, openHouse } from './house.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

interface Named {
  readonly id: string;
  readonly version: number;
}
interface List<Node> {
  readonly edges: readonly { readonly node: Node }[];
}
interface Run {
  readonly state: string;
  readonly rows: number | null;
  readonly changed: number | null;
  readonly outcome: string | null;
}

const document = `query OpenNeedsByService($division: ID!) {
  needs(where: { division: $division, status: OPEN, serviceCode: HAIRCUT }, orderBy: OPENED_ON, first: 10) {
    edges { node { id category urgency status } } } }`;

describe.each(storesOfTest)('from a question to what is delivered of it, on %s', (storeName) => {
  let house: House;
  let delegation: Named;
  let schedule: Named;

  const change = async <Given = Named>(verb: string, type: string, input: object, asking: Asking = {}) => {
    const fields = verb === 'openDeliveryTarget' ? 'target { id }' : 'id version';
    const { data, errors } = await house.ask(
      `mutation ($input: ${type}!) { ${verb}(input: $input) { ${fields} } }`,
      { input },
      asking,
    );
    expect(errors).toBeUndefined();
    return data?.[verb] as Given;
  };
  /** Runs the schedule now, and gives the run when it has ended. */
  async function runNow(): Promise<Run> {
    const { data, errors } = await house.ask(
      `mutation ($input: RunScheduleInput!) { runSchedule(input: $input) { id } }`,
      { input: { id: schedule.id } },
    );
    expect(errors).toBeUndefined();
    const begun = data?.runSchedule as Named;
    return vi.waitFor(
      async () => {
        const told = await house.ask(`query ($id: ID!) { scheduleRun(id: $id) { state rows changed outcome } }`, {
          id: begun.id,
        });
        const run = told.data?.scheduleRun as Run;
        expect(['WAITING', 'RUNNING']).not.toContain(run.state);
        return run;
      },
      { timeout: 60_000, interval: 100 },
    );
  }
  /** Puts the question about files due for review on the calendar under a delegation. */
  async function putOnCalendar(delegation: string, asking: Asking = {}) {
    const shipped = '{ trustedOperations(where: { name: "FilesDueForReview" }) { edges { node { id } } } }';
    const list = (await house.ask(shipped, {}, asking)).data?.trustedOperations as List<Named>;
    const input = { name: 'Files', operation: list.edges[0]?.node.id, delegation, cron: '0 8 * * *' };
    const create = 'mutation ($input: CreateScheduleInput!) { createSchedule(input: $input) { id } }';
    return house.ask(create, { input }, asking);
  }
  const inbox = async () => {
    const { data, errors } = await house.ask(
      '{ deliveries(first: 20) { edges { node { sequence status newRows changedRows goneRows } } } }',
    );
    expect(errors).toBeUndefined();
    const list = data?.deliveries as List<Record<string, unknown>>;
    return list.edges.map(({ node }) => node).toSorted((left, right) => Number(left.sequence) - Number(right.sequence));
  };

  beforeAll(async () => {
    house = await openHouse('embedded', storeName);
    const wish = { divisions: [district], purpose: 'RESOURCE_MATCHING', validTo: '2026-12-31' };
    delegation = await change('delegate', 'DelegateInput', { ...wish, reason: 'each morning' });
    const texts = { titleZh: '理发需求', titleEn: 'Haircuts', descriptionZh: '待理发者', descriptionEn: 'Who waits' };
    const operation = await change('registerOperation', 'RegisterOperationInput', {
      document,
      ...texts,
      variables: [{ name: 'division', relative: 'my division' }],
    });
    schedule = await change('createSchedule', 'CreateScheduleInput', {
      name: 'Haircuts each morning',
      operation: operation.id,
      delegation: delegation.id,
      cron: '0 8 * * *',
    });
    await change('openDeliveryTarget', 'OpenDeliveryTargetInput', {
      name: 'My inbox',
      kind: 'INBOX',
      schedules: [schedule.id],
    });
  });
  afterAll(() => house.close());

  test('delivers all rows first, nothing while nothing changed, and then the change alone', async () => {
    const first = await runNow();
    expect(first).toMatchObject({ state: 'SUCCEEDED', outcome: null });
    expect(first.rows).toBeGreaterThan(10);
    expect(first.changed).toBe(first.rows);
    const arrived = { sequence: 1, status: 'DELIVERED', newRows: first.rows, changedRows: 0, goneRows: 0 };
    await vi.waitFor(async () => expect(await inbox()).toEqual([arrived]), { timeout: 60_000, interval: 100 });

    expect(await runNow()).toMatchObject({ state: 'SUCCEEDED', rows: first.rows, changed: 0 });
    expect(await inbox()).toEqual([arrived]);

    const list = await house.ask(document, { division: district });
    const needs = list.data?.needs as List<Named>;
    const [need] = needs.edges;
    const closing = { id: need?.node.id, version: 1, outcome: 'MET' };
    await change('closeNeed', 'CloseNeedInput', closing, { purpose: 'CASE_SERVICE' });
    expect(await runNow()).toMatchObject({ state: 'SUCCEEDED', rows: Number(first.rows) - 1, changed: 1 });
    const gone = { sequence: 2, status: 'DELIVERED', newRows: 0, changedRows: 0, goneRows: 1 };
    await vi.waitFor(async () => expect(await inbox()).toEqual([arrived, gone]), { timeout: 60_000, interval: 100 });
  });

  test('is refused from the run on that follows the end of the delegation', async () => {
    const input = { id: delegation.id, version: delegation.version, reason: 'has moved to another office' };
    await change('revokeDelegation', 'RevokeDelegationInput', input);
    expect(await runNow()).toMatchObject({ state: 'REFUSED', outcome: 'DELEGATION_REVOKED', rows: null });
    expect((await inbox()).length).toBe(2);
  });

  test.each([
    ['one that was revoked', () => delegation.id, {}, 'DELEGATION_REVOKED'],
    ['one that nobody gave', () => 'delegation_of_nobody', {}, 'DELEGATION_UNKNOWN'],
    ["another's", () => delegation.id, { role: 'street-worker' as const }, 'DELEGATION_UNKNOWN'],
  ])('is not made under %s', async (_, id, asking, reason) => {
    const { errors } = await putOnCalendar(id(), asking);
    expect(errors).toMatchObject([{ extensions: { code: 'REFUSED', reason } }]);
  });

  test('is not made under a delegation for another purpose than the question has', async () => {
    const wish = { divisions: [district], purpose: 'VISIT', validTo: '2026-12-31', reason: 'visits' };
    const { id } = await change('delegate', 'DelegateInput', wish);
    const { errors } = await putOnCalendar(id);
    expect(errors).toMatchObject([{ extensions: { reason: 'SCHEDULE_PURPOSE' } }]);
    expect(errors?.[0]?.message).toContain('DYNAMIC_MONITORING');
  });
});
