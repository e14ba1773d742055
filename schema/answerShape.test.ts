import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { type AnswerShape, answerShapeOf, supergraphSdl } from './index.ts';

const schema = buildSchema(supergraphSdl(), { assumeValidSDL: true });

function shapeOf(text: string, stated?: Readonly<Record<string, readonly string[]>>): AnswerShape {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  return answerShapeOf(schema, document, stated);
}

const brief = ({ sets, problems }: AnswerShape) => ({
  sets: sets.map(({ name, kind, identity, node }) => `${name} ${kind} ${node.type} by ${identity.join('+')}`),
  problems: problems.map(({ problem, params }) => `${problem} ${Object.values(params).join(' ')}`),
});

describe('the rows of an answer', () => {
  test.each([
    [
      'a connection of entities',
      '{ needs { edges { node { id status } } totalCount } }',
      'needs CONNECTION Need by id',
    ],
    ['an aliased key', '{ open: needs { edges { node { number: id } } } }', 'open CONNECTION Need by number'],
    ['an entity alone', '{ need(id: "need_1") { id matches { score } } }', 'need ONE Need by id'],
    [
      'a fragment',
      '{ needs { ...Some } } fragment Some on NeedConnection { edges { node { id } } }',
      'needs CONNECTION Need by id',
    ],
    ['what stands alone and has no key', '{ me { role purpose } }', 'me ONE ViewerRights by '],
    [
      'a table of counts, by place',
      '{ needStatistics(table: STATUS) { id asOf rows { placeId total } } }',
      'needStatistics.rows LIST StatisticsRow by placeId',
    ],
  ])('are found for %s', (_, text, expected) => {
    expect(brief(shapeOf(text))).toEqual({ sets: [expected], problems: [] });
  });

  test('are one set for each root field', () => {
    expect(brief(shapeOf('{ needs { edges { node { id } } } stations { edges { node { id } } } }')).sets).toEqual([
      'needs CONNECTION Need by id',
      'stations CONNECTION Station by id',
    ]);
  });

  test('are known by the columns that are stated for them', () => {
    const text = '{ needs { edges { node { category client { id } } } } }';
    expect(brief(shapeOf(text, { needs: ['category', 'client.id'] }))).toEqual({
      sets: ['needs CONNECTION Need by category+client.id'],
      problems: [],
    });
  });

  test.each([
    ['a list without its key', '{ needs { edges { node { status } } } }', undefined, 'ROWS_WITHOUT_IDENTITY needs'],
    [
      'a column that is not asked for',
      '{ needs { edges { node { id } } } }',
      { needs: ['status'] },
      'UNKNOWN_IDENTITY_COLUMN needs status',
    ],
    [
      'a column that is a list',
      '{ needs { edges { node { id matches { score } } } } }',
      { needs: ['matches'] },
      'UNKNOWN_IDENTITY_COLUMN needs matches',
    ],
    [
      'a set that is not there',
      '{ needs { edges { node { id } } } }',
      { stations: ['id'] },
      'UNKNOWN_ROW_SET stations needs',
    ],
  ] as const)('are refused for %s', (_, text, stated, expected) => {
    expect(brief(shapeOf(text, stated)).problems).toEqual([expected]);
  });
});

test('tells of the main question which classes stand at which entity', () => {
  const { sets, problems } = shapeOf(
    readFileSync(new URL('./operations/needsWithResources.graphql', import.meta.url), 'utf8'),
  );
  expect(problems).toEqual([]);
  const [needs] = sets;
  const fields = new Map(needs?.node.fields.map((field) => [field.name, field]));
  expect(needs?.node).toMatchObject({ type: 'Need', id: 'id', classes: expect.arrayContaining(['CASE']) });
  expect(needs?.node.classes).not.toContain('PERSONAL');
  expect(fields.get('matches')).toMatchObject({ kind: 'LIST', node: { type: 'Match', id: null } });
  const resource = fields.get('matches')?.node?.fields.find(({ name }) => name === 'resource');
  expect(resource?.node).toMatchObject({ type: 'Resource', id: 'id', typename: '__typename' });
  const resident = fields.get('person')?.node?.fields.find(({ name }) => name === 'resident');
  expect(resident?.node?.classes).toContain('PERSONAL');
});
