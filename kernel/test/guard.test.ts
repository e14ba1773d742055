import { buildSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createExecute, createGuard, guardSchema, type Verdict } from '../src/index.ts';
import { logOfTest, nowOfTest } from '../src/testing/index.ts';

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  directive @fieldClass(is: FieldClass!) on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
  enum FieldClass { PUBLIC SECRET }
  enum Order { NAME  AGE @fieldClass(is: SECRET) }
  input Inner { age: Int @fieldClass(is: SECRET) }
  input Filter { name: String  inner: Inner }
  type Query { members(where: Filter, orderBy: Order): [Member!]  member(id: ID!): Member  byAge(age: Int @fieldClass(is: SECRET)): Member }
  type Member @key(fields: "id") { id: ID!  name: String @fieldClass(is: PUBLIC)  age: Int @fieldClass(is: SECRET) }
`;
const member = { id: 'm1', name: 'Ada', age: 36 };
const resolvers = {
  Query: {
    members: () => [member],
    member: (_: unknown, { id }: { id: string }) => (id === 'm1' ? member : null),
    byAge: () => member,
  },
  Member: { __resolveReference: () => member },
};
const subjects = {
  Member: ({ id }: typeof member) => ({ id, divisionCode: null, ownerOrganisationId: null, bornOn: null }),
};

const parts = (allowed: boolean) => ({
  sdl,
  resolvers,
  subjects,
  messages: {},
  log: logOfTest(),
  createContext: () => ({
    guard: createGuard(
      (): Verdict => (allowed ? { allowed, logged: true, minor: false } : { allowed, needed: 'PURPOSE' }),
    ),
  }),
});
const caller = { viewer: null, requestId: 'r', language: 'en', now: nowOfTest, idempotencyKey: null } as const;
const ask = (query: string, allowed = false) => createExecute(parts(allowed))({ query }, caller);

describe('the guard', () => {
  test('gives a classed field to who may have it, and notes whose it was', async () => {
    const answer = await ask('{ members { name age } }', true);
    expect(answer.data).toEqual({ members: [{ name: 'Ada', age: 36 }] });
    expect(answer.disclosures).toEqual([{ type: 'Member', id: 'm1', classes: ['SECRET'], about: [], minor: false }]);
  });

  test('names everybody whom rows of one id are about', () => {
    const guard = createGuard(() => ({ allowed: true, logged: true, minor: false }));
    const row = { id: 'm1', divisionCode: null, ownerOrganisationId: null, bornOn: null };
    for (const about of [['Friend:f1'], ['Friend:f2', 'Friend:f1'], undefined])
      guard.disclose('Member', { ...row, ...(about && { about }) }, 'SECRET', false);
    expect(guard.disclosures()).toMatchObject([{ id: 'm1', about: ['Friend:f1', 'Friend:f2'], classes: ['SECRET'] }]);
  });

  test('withholds it from others, and says so once', async () => {
    const answer = await ask('{ members { name age again: age } }');
    expect(answer.data).toEqual({ members: [{ name: 'Ada', age: null, again: null }] });
    expect(answer.withheld).toEqual([{ field: 'Member.age', fieldClass: 'SECRET', needed: 'PURPOSE' }]);
    expect(answer.disclosures).toEqual([]);
  });

  test('cannot be gone round by a reference', async () => {
    const answer = await ask(
      '{ _entities(representations: [{ __typename: "Member", id: "m1" }]) { ... on Member { age } } }',
    );
    expect(answer.data).toEqual({ _entities: [{ age: null }] });
  });

  test.each([
    ['an argument', '{ byAge(age: 36) { name } }'],
    ['a filter in a filter', '{ members(where: { inner: { age: 36 } }) { name } }'],
    ['an order', '{ members(orderBy: AGE) { name } }'],
  ])('refuses %s by a class that is withheld', async (_, query) => {
    const answer = await ask(query);
    expect(answer.errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
    expect((await ask(query, true)).errors).toBeUndefined();
  });

  test('lets a filter that touches no class pass', async () => {
    expect((await ask('{ members(where: { name: "Ada" }, orderBy: NAME) { name } }')).errors).toBeUndefined();
  });

  test('says at a door that a record is not found, whichever of the reasons it has', async () => {
    expect((await ask('{ member(id: "m1") { name } }')).data).toEqual({ member: { name: 'Ada' } });
    expect(await ask('{ member(id: "m2") { name } }')).toMatchObject({
      data: { member: null },
      errors: [{ message: 'There is no Member with this id.', path: ['member'], extensions: { code: 'NOT_FOUND' } }],
    });
  });

  test('answers nothing where a type with a classed field has no subject', async () => {
    const unguarded = { ...parts(true), subjects: {} };
    const answer = await createExecute(unguarded)({ query: '{ members { name } }' }, caller);
    expect(answer).toMatchObject({ data: null, errors: [{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }] });
    expect(unguarded.log.lines).toMatchObject([{ event: 'fault' }]);
    expect(() =>
      guardSchema(buildSchema(sdl.replace(/^ *extend.*/m, 'directive @key(fields: String!) on OBJECT')), {}),
    ).toThrow(/Member has a field of class SECRET/);
  });
});
