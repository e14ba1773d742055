import { isRole, policy, purposes, roles } from '@hub/engine-policy';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Asking, type House, openHouse } from './house.ts';
import { charity, homeStreet, loadDistrict, platform, station } from './matrix/district.ts';
import { classesOf, type Probe, probes, wholes } from './matrix/probes.ts';
import { byBasis, byPurpose, isGivenAt, isVisible, type Row } from './matrix/tables.ts';

const organisations: Readonly<Record<string, string>> = {
  'station-worker': station,
  'charity-partner': charity,
  'volunteer-partner': platform,
};

const askingAs = ({ role, purpose, basis }: Row, grant: string | null): Asking => ({
  role: isRole(role) ? role : 'operator',
  purpose,
  division: homeStreet,
  ...(organisations[role] && { organisation: organisations[role] }),
  headers: { ...(basis && { 'x-hub-basis': basis }), ...(grant && { 'x-hub-grant': grant }) },
});

/** The first basis of a role, on which a request without a basis of its own stands. */
const basisOf = ({ role, basis }: Row): string => basis ?? (isRole(role) ? (policy.bases[role][0] ?? '') : '');

type Given = Readonly<Record<string, unknown>> | null;

/** Which classes of a record came back, or that there is no such record. */
const seen = ({ kind }: Probe, record: Given): readonly string[] | 'hidden' =>
  record === null
    ? 'hidden'
    : Object.entries(classesOf(kind)).flatMap(([fieldClass, field]) =>
        record[field.split(' ')[0] ?? ''] === null ? [] : [fieldClass],
      );

const expectedOf = (row: Row, { kind, place, age, unit }: Probe, approved: boolean): readonly string[] | 'hidden' =>
  isVisible(row.role, kind, place, unit)
    ? Object.keys(classesOf(kind)).filter(
        (fieldClass) => row.classes.has(fieldClass) && isGivenAt(age, fieldClass, basisOf(row), approved),
      )
    : 'hidden';

test('the page names every role and purpose once', () => {
  const named = byPurpose.map(({ role, purpose }) => `${role} ${purpose}`).sort();
  expect(named).toEqual(roles.flatMap((role) => [null, ...purposes].map((purpose) => `${role} ${purpose}`)).sort());
});

describe.each(['embedded', 'distributed'] as const)('the access matrix, %s,', (mode) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse(mode, 'SQLite', { seeded: false, load: loadDistrict });
  }, 60_000);
  afterAll(() => house.close());

  async function compare(row: Row, grant: string | null): Promise<void> {
    for (const document of probes) {
      const query = `{ ${document.map(({ field }) => field).join(' ')} }`;
      const { data } = await house.ask(query, {}, askingAs(row, grant));
      const met = document.map((probe) => [probe.alias, seen(probe, (data?.[probe.alias] ?? null) as Given)]);
      const expected = document.map((probe) => [probe.alias, expectedOf(row, probe, grant !== null)]);
      expect(Object.fromEntries(met)).toEqual(Object.fromEntries(expected));
    }
    for (const [fieldClass, field] of Object.entries(wholes)) {
      const { data } = await house.ask(`{ whole: ${field} }`, {}, askingAs(row, grant));
      const given = /:"/.test(JSON.stringify(data?.whole ?? null));
      expect([fieldClass, given]).toEqual([fieldClass, row.classes.has(fieldClass)]);
    }
  }

  /** An approval for all minors whom the role sees for the purpose, asked for and approved as people would. */
  async function approvalFor(row: Row): Promise<string> {
    const asked = await house.ask(
      `mutation { requestApproval(input: { purpose: ${row.purpose}, reason: "all who are in my care", days: 1 }) { id } }`,
      {},
      askingAs(row, null),
    );
    const { id } = (asked.data?.requestApproval ?? {}) as { readonly id?: string };
    const approver: Asking = { role: 'approver', purpose: null, division: homeStreet };
    const approve = `mutation { approveGrant(input: { id: "${id}", version: 1, note: "seen and weighed" }) { state } }`;
    expect((await house.ask(approve, {}, approver)).data).toEqual({ approveGrant: { state: 'IN_FORCE' } });
    return id ?? 'none';
  }

  test.each(byPurpose)('$role for $purpose sees what the page says', async (row) => {
    await compare(row, null);
  });

  test.each(byBasis)('$role for $purpose on $basis sees what the page says', async (row) => {
    await compare(row, null);
  });

  const withMinors = [...byPurpose, ...byBasis].filter(({ classes }) => classes.has('PERSONAL'));
  test.each(withMinors)('$role for $purpose on $basis sees minors with an approval', async (row) => {
    await compare(row, await approvalFor(row));
  });

  test('a broken glass opens what section 5 says, and nothing out of her place', async () => {
    const worker: Row = { role: 'station-worker', purpose: 'RESOURCE_MATCHING', basis: null, classes: new Set() };
    const asked = await house.ask(
      'mutation { breakGlass(input: { purpose: RESOURCE_MATCHING, reason: "an old man does not open" }) { id } }',
      {},
      askingAs(worker, null),
    );
    const { id } = (asked.data?.breakGlass ?? {}) as { readonly id?: string };
    const field = `id displayName phone idNumber groups person { id }`;
    const aliases = probes.flat().filter(({ kind }) => kind === 'client');
    const query = `{ ${aliases.map(({ alias }) => `${alias}: client(id: "${alias}") { ${field} }`).join(' ')} }`;
    const { data } = await house.ask(query, {}, askingAs(worker, id ?? 'none'));
    const met = aliases.map((probe) => [probe.alias, seen(probe, (data?.[probe.alias] ?? null) as Given)]);
    const opened = ['REFERENCE', 'PERSONAL', 'CONTACT', 'ASSISTANCE'];
    const expected = aliases.map(({ alias, place }) => [alias, place === 'out' ? 'hidden' : opened]);
    expect(Object.fromEntries(met)).toEqual(Object.fromEntries(expected));
  });
});
