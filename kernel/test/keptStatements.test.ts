import SqliteDatabase from 'better-sqlite3';
import { CompiledQuery, Kysely } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { keepingStatements } from '../src/store/keptStatements.ts';

const opened: Kysely<never>[] = [];
const open = () => {
  const database = new SqliteDatabase(':memory:');
  let prepared = 0;
  const prepare = database.prepare.bind(database);
  database.prepare = ((text: string) => {
    prepared++;
    return prepare(text);
  }) as typeof database.prepare;
  const db = new Kysely<never>({ dialect: keepingStatements(database) });
  opened.push(db);
  const ask = async (text: string, ...parameters: unknown[]) =>
    (await db.executeQuery(CompiledQuery.raw(text, parameters))).rows;
  return { ask, prepared: () => prepared };
};

afterEach(async () => {
  for (const db of opened.splice(0)) await db.destroy();
});

test('a text is prepared once, and answers with the values of each question', async () => {
  const { ask, prepared } = open();
  const answers = [];
  for (const value of [1, 2, 3]) answers.push(await ask('select ? as value', value));
  expect(answers).toEqual([[{ value: 1 }], [{ value: 2 }], [{ value: 3 }]]);
  expect(prepared()).toBe(1);
});

test('what came twice outlives any number of texts that come once', async () => {
  const { ask, prepared } = open();
  for (let time = 0; time < 2; time++) await ask('select ? as value', time);
  for (let value = 0; value < 1000; value++) await ask(`select ${value}`);
  await ask('select ? as value', 3);
  expect(prepared()).toBe(1001);
});

test('a text that lists thousands of values is prepared each time', async () => {
  const { ask, prepared } = open();
  const text = `select 1 where 1 in (${Array.from({ length: 10_000 }, () => '?').join(',')})`;
  for (let time = 0; time < 3; time++) await ask(text, ...Array.from({ length: 10_000 }, () => 1));
  expect(prepared()).toBe(3);
});

test('a kept statement follows a change of its table, and goes on after a failure', async () => {
  const { ask } = open();
  await ask('create table member (id text primary key)');
  for (const id of ['a', 'b']) await ask('insert into member (id) values (?)', id);
  await expect(ask('insert into member (id) values (?)', 'a')).rejects.toThrow('UNIQUE');
  await ask('insert into member (id) values (?)', 'c');
  const all = 'select * from member order by id';
  for (let time = 0; time < 2; time++) expect(await ask(all)).toHaveLength(3);
  await ask("alter table member add column name text default 'none'");
  expect(await ask(all)).toEqual(['a', 'b', 'c'].map((id) => ({ id, name: 'none' })));
});
