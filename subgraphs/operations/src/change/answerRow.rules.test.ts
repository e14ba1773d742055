import { createAnswerShapes, supergraphSdl } from '@hub/schema';
import { describe, expect, test } from 'vitest';
import { classesIn, rowsOf } from './answerRow.rules.ts';

const shapes = createAnswerShapes(supergraphSdl());
const people = `{ needs { edges { cursor node {
  id status person { id resident { id displayName } } station { name }
  matches { score resource { __typename id title } }
} } totalCount } }`;

const need = (id: string, more: object = {}) => ({
  id,
  status: 'OPEN',
  person: { id: `person_${id}`, resident: { id: `resident_${id}`, displayName: '赵*' } },
  station: { name: '西坝社工站' },
  matches: [{ score: 7, resource: { __typename: 'VolunteerTime', id: 'resource_1', title: '上门探访' } }],
  ...more,
});
const connection = (...nodes: readonly object[]) => ({
  needs: { edges: nodes.map((node) => ({ cursor: 'c', node })), totalCount: 9 },
});
const read = (text: string, data: Readonly<Record<string, unknown>>, stated = {}) =>
  rowsOf(shapes(text, stated).sets, data);

describe('a row of an answer', () => {
  test('has a column for each value, a cell for each list, and no figure from beside the list', () => {
    const { rows, unanswered } = read(people, connection(need('need_1')));
    expect(unanswered).toEqual([]);
    expect(rows).toEqual([
      {
        set: 'needs',
        identity: 'need_1',
        records: ['Need:need_1', 'Resident:resident_need_1'],
        cells: {
          id: 'need_1',
          status: 'OPEN',
          'person.id': 'person_need_1',
          'person.resident.id': 'resident_need_1',
          'person.resident.displayName': '赵*',
          'station.name': '西坝社工站',
          matches: [{ score: 7, 'resource.id': 'resource_1', 'resource.title': '上门探访' }],
        },
      },
    ]);
  });

  test('has the same columns when what it leads to is missing', () => {
    const { rows } = read(people, connection(need('need_1', { person: null, station: null, matches: null })));
    expect(rows[0]?.records).toEqual(['Need:need_1']);
    expect(rows[0]?.cells).toEqual({
      id: 'need_1',
      status: 'OPEN',
      'person.id': null,
      'person.resident.id': null,
      'person.resident.displayName': null,
      'station.name': null,
      matches: null,
    });
  });

  test('that comes on two pages counts once, as it came last', () => {
    const { rows } = read(
      '{ needs { edges { node { id status } } } }',
      connection({ id: 'a', status: 'OPEN' }, { id: 'b', status: 'OPEN' }, { id: 'a', status: 'MET' }),
    );
    expect(rows.map(({ identity, cells }) => [identity, cells.status])).toEqual([
      ['a', 'MET'],
      ['b', 'OPEN'],
    ]);
  });

  test('is known by several columns where they are stated', () => {
    const text = '{ needs { edges { node { category urgency status } } } }';
    const { rows } = read(text, connection({ category: 'ELDERLY_SUPPORT', urgency: 'LOW', status: 'OPEN' }), {
      needs: ['category', 'urgency'],
    });
    expect(rows[0]?.identity).toBe('["ELDERLY_SUPPORT","LOW"]');
  });

  test('of a set that was not answered is not there, and the set is named', () => {
    const text = '{ needs { edges { node { id } } } station(id: "station_1") { id name } }';
    expect(read(text, { needs: null, station: { id: 'station_1', name: '站' } })).toMatchObject({
      rows: [{ set: 'station', identity: 'station_1' }],
      unanswered: ['needs'],
    });
  });
});

test('names the classes of what is in the rows, wherever it stands', () => {
  expect(classesIn(shapes(people).sets)).toEqual(['CASE', 'PERSONAL']);
  expect(classesIn(shapes('{ stations { edges { node { id name } } } }').sets)).toEqual([]);
  expect(classesIn(shapes('{ needStatistics(table: STATUS) { rows { placeId total } } }').sets)).toEqual([]);
});
