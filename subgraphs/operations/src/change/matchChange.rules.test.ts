import { readFileSync } from 'node:fs';
import { createAnswerShapes, supergraphSdl } from '@hub/schema';
import { describe, expect, test } from 'vitest';
import { keyOf, rowsOf } from './answerRow.rules.ts';
import { type Fates, matchChangesIn } from './matchChange.rules.ts';
import { compareRows } from './rowChange.rules.ts';

const shapes = createAnswerShapes(supergraphSdl());
const shipped = new URL('../../../../schema/operations/needsWithResources.graphql', import.meta.url);
const mainQuestion = shapes(readFileSync(shipped, 'utf8')).sets;
const withStatus = shapes('{ needs { edges { node { id status matches { standing score resource { id } } } } } }').sets;
const bare = shapes('{ needs { edges { node { number: id matches { resource { id } } } } } }').sets;

type Match = readonly [resource: string, score: number, standing?: 'ALTERNATIVE'];

const need = (matches: readonly Match[] | null, more: object = {}) => ({
  id: 'need_1',
  number: 'need_1',
  matches:
    matches?.map(([id, score, standing = 'PROPOSED']) => ({
      standing,
      score,
      resource: { __typename: 'VolunteerTime', id },
    })) ?? matches,
  unmet: null,
  ...more,
});
const unmet = { unmet: { code: 'OUT_OF_REACH', text: '附近没有资源', shortage: null } };

type Node = ReturnType<typeof need>;

function changed(before: Node | null, now: Node | null, sets = mainQuestion, fates: Fates = new Map()): string[] {
  const read = (node: Node | null) => rowsOf(sets, { needs: { edges: node ? [{ node }] : [] } });
  const known = new Map(read(before).rows.map((row) => [keyOf(row), row]));
  const changes = compareRows(known, read(now));
  return [...matchChangesIn(sets, known, changes, fates).values()]
    .flat()
    .map(({ kind, resource, from, to }) => [kind, resource, from, to].filter((part) => part !== null).join(' '));
}

describe('what a change means for matching', () => {
  test.each<[string, Node | null, Node | null, string[]]>([
    ['a new need with a proposal', null, need([['r1', 7]]), ['NEW_MATCH r1 7']],
    ['a new need that nothing meets', null, need([], unmet), ['NEWLY_UNMET']],
    ['a first proposal', need([], unmet), need([['r1', 7]]), ['NEW_MATCH r1 7']],
    [
      'a better proposal in the place of another',
      need([['r1', 7]]),
      need([['r2', 9]]),
      ['NEW_MATCH r2 9', 'BETTER_MATCH r2 7 9', 'RESOURCE_GONE r1 7'],
    ],
    ['the same proposal, scored higher', need([['r1', 7]]), need([['r1', 8]]), ['BETTER_MATCH r1 7 8']],
    ['the same proposal, scored lower', need([['r1', 7]]), need([['r1', 6]]), []],
    [
      'a worse proposal in the place of a better one',
      need([['r1', 9]]),
      need([['r2', 7]]),
      ['NEW_MATCH r2 7', 'RESOURCE_GONE r1 9'],
    ],
    [
      'an alternative that is now proposed',
      need([
        ['r1', 7],
        ['r2', 6, 'ALTERNATIVE'],
      ]),
      need([
        ['r2', 6],
        ['r1', 7, 'ALTERNATIVE'],
      ]),
      ['NEW_MATCH r2 6'],
    ],
    [
      'another alternative',
      need([
        ['r1', 7],
        ['r2', 6, 'ALTERNATIVE'],
      ]),
      need([
        ['r1', 7],
        ['r3', 5, 'ALTERNATIVE'],
      ]),
      [],
    ],
    [
      'a proposal that is gone with nothing in its place',
      need([['r1', 7]]),
      need([], unmet),
      ['RESOURCE_GONE r1 7', 'NEWLY_UNMET'],
    ],
    [
      'a need that stays unmet for another reason',
      need([], unmet),
      need([], { unmet: { ...unmet.unmet, code: 'NO_CAPACITY' } }),
      [],
    ],
    ['matches that were not answered', need([['r1', 7]]), need(null), []],
    ['matches that are answered again', need(null), need([['r1', 7]]), []],
    ['a need that left the answer', need([['r1', 7]]), null, []],
  ])('%s', (_, before, now, expected) => {
    expect(changed(before, now)).toEqual(expected);
  });

  test('a need whose status becomes MET is met', () => {
    const open = { status: 'OPEN' };
    expect(changed(need([['r1', 7]], open), need([], { status: 'MET' }), withStatus)).toEqual(['NEED_MET']);
    expect(changed(need([], open), need([], { status: 'WITHDRAWN' }), withStatus)).toEqual([]);
    expect(changed(null, need([], { status: 'MET' }), withStatus)).toEqual([]);
  });

  test.each([
    ['MET', ['NEED_MET']],
    ['WITHDRAWN', []],
  ])('a need that left the answer of open needs, and is %s where somebody asked', (fate, expected) => {
    expect(changed(need([['r1', 7]]), null, mainQuestion, new Map([['need_1', fate]]))).toEqual(expected);
  });

  test('without standings every resource in the list is a proposal; without scores none is better', () => {
    expect(
      changed(
        need([['r1', 7]]),
        need([
          ['r1', 9],
          ['r2', 1],
        ]),
        bare,
      ),
    ).toEqual(['NEW_MATCH r2']);
    expect(changed(need([['r1', 7]]), need([]), bare)).toEqual(['RESOURCE_GONE r1', 'NEWLY_UNMET']);
  });

  test('rows that are no needs mean nothing to it', () => {
    const stations = shapes('{ stations { edges { node { id name } } } }').sets;
    const answer = {
      rows: [{ set: 'stations', identity: 's', records: [], cells: { id: 's', name: 'x' } }],
      unanswered: [],
    };
    expect(matchChangesIn(stations, new Map(), compareRows(new Map(), answer))).toEqual(new Map());
  });
});
