import { describe, expect, it } from 'vitest';
import { identityModel, type LinkRecord, linkByIdentity, proposeLinks } from '../src/index.ts';
import { kept, type PersonRow, population, sequence, shuffled } from './people.ts';

const people = population(900, 3);

/** A department's records; `withNumbers` says whether it keeps ID numbers at all. */
const recordsOf = (source: string, rows: readonly PersonRow[], withNumbers: boolean): readonly LinkRecord[] =>
  rows.map(([id, , name, gender, bornOn, number, phone, division]) => ({
    key: `${source}:${id}`,
    source,
    pseudonym: withNumbers && number !== '' ? `hash of ${number}` : null,
    name,
    bornOn: bornOn === '' ? null : bornOn,
    gender: gender === '男' ? 'MALE' : 'FEMALE',
    phonePseudonym: phone === '' ? null : `hash of ${phone}`,
    divisionCode: division,
  }));

const records = [
  ...recordsOf('civil-affairs', kept(people, 'a', 0.9, 5), true),
  ...recordsOf('volunteers', kept(people, 'b', 0.5, 7), false),
];
const whoOf = (key: string): string => key.replace(/^[^:]*:\w+?\d+-/, '').replace(/^.*?(\d+-\d+)$/, '$1');
const { persons } = linkByIdentity(records, identityModel);
const { proposed, model } = proposeLinks(records, persons);

describe('proposeLinks', () => {
  it('finds people whose number one department does not keep', () => {
    const likely = proposed.filter(({ probability }) => probability >= 0.9);
    const right = likely.filter(({ left, right: other }) => whoOf(left) === whoOf(other));
    expect(likely.length).toBeGreaterThan(500);
    expect(right.length / likely.length).toBeGreaterThan(0.98);
  });

  it('proposes nothing that is one person already', () => {
    const personOf = new Map(persons.flatMap(({ members }, at) => members.map((key) => [key, at] as const)));
    expect(proposed.filter(({ left, right }) => personOf.get(left) === personOf.get(right))).toEqual([]);
  });

  it('explains each weight to the last bit', () => {
    for (const { weight, explanation } of proposed) {
      const sum = explanation.fields.reduce(
        (total, field) => total + field.weight + field.frequency,
        explanation.prior,
      );
      expect(sum + explanation.rest).toBeCloseTo(weight, 9);
    }
  });

  it('puts nobody’s data into an explanation', () => {
    expect(JSON.stringify(proposed.map(({ explanation }) => explanation))).not.toMatch(
      /\p{Script=Han}|hash|\d{4}-\d\d/u,
    );
  });

  it('proposes the same in any order, and from the model that it learned', () => {
    const again = proposeLinks(shuffled(records, sequence(9)), persons, model);
    expect(again.proposed).toEqual(proposed);
  });

  it('proposes nothing about nobody', () => {
    expect(proposeLinks([], []).proposed).toEqual([]);
  });
});
