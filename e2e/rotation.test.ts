import { planDistrict } from '@hub/engine-population';
import { storesOfTest } from '@hub/kernel/testing';
import SqliteDatabase from 'better-sqlite3';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, openHouse, plan, withoutMadeIds } from './house.ts';
import { questions } from './questions.ts';

const signal = new AbortController().signal;
const [resident] = [...planDistrict(plan).chunks()].flatMap(({ civilAffairs }) =>
  civilAffairs.residents.filter(({ idNumber }) => idNumber !== null && /^\d{17}[\dX]$/.test(idNumber)),
);
const byIdNumber = {
  query: 'query ($idNumber: String!) { residentByIdNumber(idNumber: $idNumber) { id displayName } }',
  variables: { idNumber: resident?.idNumber ?? '' },
  asking: { purpose: 'ASSISTANCE_RECOGNITION' },
};

describe.each(storesOfTest)('while keys change on %s', (storeName) => {
  let house: House;
  let before: readonly unknown[];

  const answers = async () => {
    const given: unknown[] = [];
    for (const { query, variables = {}, asking = {} } of [byIdNumber, ...questions]) {
      const { data, errors } = await house.ask(query, variables, asking);
      given.push(withoutMadeIds({ data, errors }));
    }
    return given;
  };
  /** Text columns of a store whose name says that they are sealed, as `<table>.<column>`. */
  const sealedColumnsIn = async (subgraph: string): Promise<readonly string[]> => {
    const place = house.place(subgraph);
    if (place.dialect === 'sqlite') {
      const store = new SqliteDatabase(place.file, { readonly: true });
      const rows = store
        .prepare(
          "select t.name || '.' || c.name from sqlite_schema t, pragma_table_info(t.name) c where t.type = 'table' and (c.name like '%\\_sealed' escape '\\' or c.name like '%\\_index' escape '\\')",
        )
        .pluck()
        .all() as string[];
      store.close();
      return rows.sort();
    }
    const client = new pg.Client({ connectionString: place.url });
    await client.connect();
    const { rows } = await client.query<{ name: string }>(
      "select table_name || '.' || column_name as name from information_schema.columns where table_schema = $1 and (column_name like '%\\_sealed' or column_name like '%\\_index')",
      [place.schema],
    );
    await client.end();
    return rows.map(({ name }) => name).sort();
  };

  beforeAll(async () => {
    house = await openHouse('embedded', storeName);
    before = await answers();
  }, 200_000);
  afterAll(() => house.close());

  test('the number of a resident finds him', () => {
    expect(before[0]).toMatchObject({ data: { residentByIdNumber: { id: resident?.id } } });
  });

  test('every sealed column of every store takes part', async () => {
    const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    for (const [name, { resealing }] of house.hub.subgraphs) {
      const declared = resealing.tables.flatMap(({ table, columns, indexes = [] }) => [
        ...columns.map((column) => `${table}.${snake(column)}_sealed`),
        ...indexes.map(({ of }) => `${table}.${snake(of)}_index`),
      ]);
      expect({ name, columns: declared.sort() }).toEqual({ name, columns: await sealedColumnsIn(name) });
    }
  });

  test('every question is answered the same in the middle of it and after it, and then nothing needs the former keys', async () => {
    for (const key of ['seal', 'blind-index', 'cursor'] as const) house.keys.rotate(key, 'sm4-ctr-hmac-sm3');
    for (const { resealing } of house.hub.subgraphs.values()) {
      const ending = new AbortController();
      await resealing.reseal({ signal: ending.signal, onProgress: () => ending.abort() });
    }
    const cursorless = (all: readonly unknown[]) =>
      JSON.parse(JSON.stringify(all, (field, value) => (/cursor/i.test(field) ? null : value))) as unknown;
    expect(cursorless(await answers())).toEqual(cursorless(before));
    for (const { resealing } of house.hub.subgraphs.values()) {
      await resealing.reseal({ signal });
      for (const { version } of await resealing.count(signal)) expect(version).toBe('s2');
    }
    for (const key of ['seal', 'blind-index']) house.keys.finish(key);
    expect(cursorless(await answers())).toEqual(cursorless(before));
  });

  test('a number that another volunteer has is refused, whichever key it is indexed under', async () => {
    const [one, other] = [...planDistrict(plan).chunks()].flatMap(({ volunteers }) => volunteers.volunteers);
    house.keys.rotate('blind-index');
    const intake = house.hub.subgraphs.get('volunteers')?.intake;
    const outcome = await intake?.load('volunteers', [{ ...other, number: one?.number }]);
    expect(outcome).toMatchObject({ loaded: 0, rejected: [{ field: 'number', id: other?.id }] });
  });
});
