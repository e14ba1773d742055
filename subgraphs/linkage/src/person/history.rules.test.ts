import { describe, expect, test } from 'vitest';
import { linkStepsOf, membershipsOf, type ToldMove } from './history.rules.ts';

/** Moves as `instant record person`, `-` for nobody; the person asked for is P. */
const movesOf = (text: string): ToldMove[] =>
  text.split(', ').map((move) => {
    const [at = '', record = '', person = ''] = move.split(' ');
    const toPerson = person === '-' ? null : person;
    return { personId: 'P', at, record, toPerson, modelVersion: 'v1', decisionId: null, origin: null };
  });
const membershipsIn = (text: string) =>
  membershipsOf(movesOf(text)).map(({ record, since, until }) => `${record} ${since}-${until ?? ''}`);
const stepsIn = (text: string) =>
  linkStepsOf(movesOf(text)).map(
    ({ at, action, inverse, records, company }) =>
      `${at} ${action}/${inverse} ${records.join('+')} ${company.join('+')}`,
  );

describe('the history of a person', () => {
  test.each([
    ['one record', '1 a P', ['a 1-'], ['1 JOIN/LEAVE a ']],
    ['a record that comes later', '1 a P, 2 b P', ['a 1-', 'b 2-'], ['1 JOIN/LEAVE a ', '2 JOIN/LEAVE b a']],
    ['a merge into her', '1 a P, 1 b Q, 2 b P', ['a 1-', 'b 2-'], ['1 JOIN/LEAVE a ', '2 MERGE/SPLIT b a']],
    [
      'the same merge the other way round',
      '1 a Q, 1 b P, 2 a P',
      ['a 1-', 'b 2-'],
      ['1 JOIN/LEAVE a ', '2 MERGE/SPLIT b a'],
    ],
    [
      'a record that leaves a person who goes on',
      '1 a P, 1 b Q, 1 c Q, 2 b P',
      ['a 1-', 'b 2-'],
      ['1 JOIN/LEAVE a ', '2 JOIN/LEAVE b a'],
    ],
    [
      'a split',
      '1 a P, 1 b P, 1 c P, 2 c Q',
      ['a 1-', 'b 1-', 'c 1-2'],
      ['1 JOIN/LEAVE a+b+c ', '2 SPLIT/MERGE c a+b'],
    ],
    [
      'a record that goes over to another person',
      '1 a P, 1 b P, 1 c Q, 2 b Q',
      ['a 1-', 'b 1-2'],
      ['1 JOIN/LEAVE a+b ', '2 LEAVE/JOIN b a'],
    ],
    [
      'the first record withdrawn and back',
      '1 a P, 2 b P, 3 a -, 4 a P',
      ['a 1-3', 'a 4-', 'b 2-'],
      ['1 JOIN/LEAVE a ', '2 JOIN/LEAVE b a', '3 LEAVE/JOIN a b', '4 JOIN/LEAVE a b'],
    ],
    [
      'moves of one instant as one',
      '1 a Q, 1 b Q, 2 a R, 2 b R, 2 b P, 2 a P',
      ['a 1-', 'b 1-'],
      ['1 JOIN/LEAVE a+b '],
    ],
  ])('tells %s', (_, moves, memberships, steps) => {
    expect(membershipsIn(moves)).toEqual(memberships);
    expect(stepsIn(moves)).toEqual(steps);
  });

  test('says nothing of ids: those may be the work of records that the viewer does not see', () => {
    const [seen, withHidden] = ['1 a P, 2 b P, 3 b Q, 4 b P', '1 a X, 2 a Y, 2 b Y, 3 b Z, 3 a P, 4 b P'];
    expect(stepsIn(withHidden)).toEqual(stepsIn(seen));
    expect(membershipsIn(withHidden)).toEqual(membershipsIn(seen));
  });

  test('tells nothing of nobody', () => {
    expect([membershipsOf([]), linkStepsOf([])]).toEqual([[], []]);
  });

  test('says which decision a step came with', () => {
    const [first, ...rest] = movesOf('1 a P, 1 b Q, 2 b P').reverse();
    const decided = [...rest.reverse(), { ...first, decisionId: 'decision_1', origin: 'REVIEW' } as ToldMove];
    expect(linkStepsOf(decided).map(({ decisionId, origin }) => [decisionId, origin])).toEqual([
      [null, null],
      ['decision_1', 'REVIEW'],
    ]);
  });
});
