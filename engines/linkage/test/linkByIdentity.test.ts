import { describe, expect, it } from 'vitest';
import { type Decision, identityModel, type LinkOutcome, type LinkRecord, linkByIdentity } from '../src/index.ts';

const record = (key: string, changes: Partial<LinkRecord> = {}): LinkRecord => ({
  key,
  source: key.split(':')[0] ?? '',
  pseudonym: 'p1',
  name: '王秀英',
  bornOn: '1950-03-07',
  gender: 'FEMALE',
  ...changes,
});

const link = (...records: readonly LinkRecord[]): LinkOutcome => linkByIdentity(records, identityModel);
const personsOf = (outcome: LinkOutcome): readonly string[] => outcome.persons.map(({ members }) => members.join('+'));
const codesOf = (reasons: LinkOutcome['refused'][number]['reasons'] = []): readonly string[] =>
  reasons.map(({ code }) => code);

/** A repeatable sequence in [0, 1): the generator of Park and Miller. */
const sequence = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

const shuffled = <T>(items: readonly T[], random: () => number): readonly T[] =>
  items
    .map((item) => ({ item, at: random() }))
    .sort((left, right) => left.at - right.at)
    .map(({ item }) => item);

describe('linkByIdentity', () => {
  it.each<[string, Partial<LinkRecord>, readonly string[]]>([
    ['the same fields', {}, ['ID_NUMBER_EQUAL', 'NAME_EQUAL', 'BIRTH_DATE_EQUAL', 'GENDER_EQUAL']],
    [
      'one other character',
      { name: '王秀瑛' },
      ['ID_NUMBER_EQUAL', 'NAME_VARIANT', 'BIRTH_DATE_EQUAL', 'GENDER_EQUAL'],
    ],
    ['no birth date', { bornOn: null }, ['ID_NUMBER_EQUAL', 'NAME_EQUAL', 'BIRTH_DATE_MISSING', 'GENDER_EQUAL']],
    [
      'day and month swapped',
      { bornOn: '1950-07-03' },
      ['ID_NUMBER_EQUAL', 'NAME_EQUAL', 'BIRTH_DATE_ONE_SLIP', 'GENDER_EQUAL'],
    ],
    ['no gender', { gender: 'UNKNOWN' }, ['ID_NUMBER_EQUAL', 'NAME_EQUAL', 'BIRTH_DATE_EQUAL', 'GENDER_MISSING']],
  ])('joins two records of one number with %s', (_, changes, codes) => {
    const outcome = link(record('a:1'), record('b:1', changes));
    expect(personsOf(outcome)).toEqual(['a:1+b:1']);
    expect(codesOf(outcome.persons[0]?.links[0]?.reasons)).toEqual(codes);
    expect(outcome.persons[0]?.links[0]?.probability).toBeGreaterThan(0.99);
    expect(outcome.refused).toEqual([]);
  });

  it.each<[string, Partial<LinkRecord>, string]>([
    ['another name', { name: '李刚' }, 'NAME_DIFFERENT'],
    ['no name', { name: '不详' }, 'NAME_MISSING'],
    ['another birth date', { bornOn: '1971-11-23' }, 'BIRTH_DATE_DIFFERENT'],
    ['another gender', { gender: 'MALE' }, 'GENDER_DIFFERENT'],
  ])('refuses and reports one number with %s', (_, changes, code) => {
    const outcome = link(record('a:1'), record('b:1', changes));
    expect(personsOf(outcome)).toEqual(['a:1', 'b:1']);
    expect(outcome.refused).toHaveLength(1);
    expect(codesOf(outcome.refused[0]?.reasons)).toContain(code);
  });

  it('never joins records without a number, however alike', () => {
    expect(personsOf(link(record('a:1', { pseudonym: null }), record('b:1', { pseudonym: null })))).toEqual([
      'a:1',
      'b:1',
    ]);
  });

  it('never joins records of different numbers', () => {
    expect(personsOf(link(record('a:1'), record('b:1', { pseudonym: 'p2' })))).toEqual(['a:1', 'b:1']);
  });

  it('keeps refused records apart even when a third agrees with both', () => {
    const outcome = link(
      record('a:1', { bornOn: '1950-03-07' }),
      record('b:1', { bornOn: null }),
      record('c:1', { bornOn: '1971-11-23' }),
    );
    expect(personsOf(outcome)).toEqual(['a:1+b:1', 'c:1']);
    expect(outcome.refused.map(({ left, right, reasons }) => [left, right, codesOf(reasons).at(-1)])).toEqual([
      ['a:1', 'c:1', 'GENDER_EQUAL'],
      ['b:1', 'c:1', 'NEIGHBOUR_REFUSED'],
    ]);
  });

  it('separates two people who share a number and gives each all of her records', () => {
    const other = { name: '李桂芳', bornOn: '1962-01-30' };
    const outcome = link(record('a:1'), record('b:1', other), record('c:1'), record('d:1', other));
    expect(personsOf(outcome)).toEqual(['a:1+c:1', 'b:1+d:1']);
    expect(outcome.refused).toHaveLength(4);
  });

  it('links nobody by a number that too many records hold, and reports it', () => {
    const records = Array.from({ length: identityModel.maximumGroupRecords + 1 }, (_, at) => record(`a:${at}`));
    const outcome = link(...records);
    expect(outcome.persons).toHaveLength(records.length);
    expect(outcome.overused).toEqual([{ pseudonym: 'p1', members: records.map(({ key }) => key).sort() }]);
  });

  it('refuses a key given twice', () => {
    expect(() => link(record('a:1'), record('a:1'))).toThrow('Record "a:1" was given twice');
  });

  it('puts no birth date, name or number into a reason', () => {
    expect(JSON.stringify(link(record('a:1'), record('b:1', { name: '李刚' })))).not.toMatch(/1950|王|李|p1/);
  });
});

describe('decisions of people', () => {
  const decide = (verdict: Decision['verdict'], left: string, right: string): Decision => ({ left, right, verdict });
  const other = { name: '李刚', gender: 'MALE', pseudonym: 'p2' } as const;

  it.each<[string, readonly LinkRecord[], readonly Decision[], readonly string[]]>([
    [
      'join what the fields refuse',
      [record('a:1'), record('b:1', { name: '李刚' })],
      [decide('SAME', 'b:1', 'a:1')],
      ['a:1+b:1'],
    ],
    [
      'join records without a common number',
      [record('a:1'), record('b:1', other)],
      [decide('SAME', 'a:1', 'b:1')],
      ['a:1+b:1'],
    ],
    [
      'bring the others of a number along',
      [record('a:1'), record('b:1'), record('c:1', { pseudonym: null })],
      [decide('SAME', 'b:1', 'c:1')],
      ['a:1+b:1+c:1'],
    ],
    [
      'keep apart what the fields join',
      [record('a:1'), record('b:1')],
      [decide('DIFFERENT', 'a:1', 'b:1')],
      ['a:1', 'b:1'],
    ],
    [
      'keep apart what others would chain',
      [record('a:1'), record('b:1'), record('c:1')],
      [decide('DIFFERENT', 'a:1', 'c:1')],
      ['a:1+b:1', 'c:1'],
    ],
    [
      'hold as different when they contradict each other',
      [record('a:1'), record('b:1')],
      [decide('SAME', 'a:1', 'b:1'), decide('DIFFERENT', 'a:1', 'b:1')],
      ['a:1', 'b:1'],
    ],
    [
      'about records that are gone change nothing',
      [record('a:1'), record('b:1')],
      [decide('DIFFERENT', 'a:1', 'z:1')],
      ['a:1+b:1'],
    ],
  ])('%s', (_, records, decisions, persons) => {
    expect(personsOf(linkByIdentity(records, identityModel, decisions))).toEqual(persons);
    expect(personsOf(linkByIdentity(records.toReversed(), identityModel, decisions.toReversed()))).toEqual(persons);
  });

  it('that contradict each other in a circle are reported', () => {
    const records = ['a:1', 'b:1', 'c:1'].map((key) => record(key, { pseudonym: null }));
    const decisions = [decide('SAME', 'a:1', 'b:1'), decide('SAME', 'b:1', 'c:1'), decide('DIFFERENT', 'a:1', 'c:1')];
    const outcome = linkByIdentity(records, identityModel, decisions);
    expect(personsOf(outcome)).toEqual(['a:1+b:1', 'c:1']);
    expect(outcome.refused.map(({ left, right, reasons }) => [left, right, codesOf(reasons).at(-1)])).toEqual([
      ['a:1', 'c:1', 'DECIDED_DIFFERENT'],
      ['b:1', 'c:1', 'DECISIONS_CONTRADICT'],
    ]);
  });
});

describe('linkByIdentity on generated records', () => {
  const random = sequence(20_240_229);
  const pick = <T>(items: readonly [T, ...T[]]): T => items[Math.floor(random() * items.length)] ?? items[0];
  const records = Array.from({ length: 400 }, (_, at) =>
    record(`${pick(['a', 'b', 'c', 'd'])}:${at}`, {
      pseudonym: pick([null, ...Array.from({ length: 60 }, (_unused, number) => `p${number}`)]),
      name: pick(['王秀英', '王秀瑛', '李刚', '付明', '傅明', '明傅', '不详']),
      bornOn: pick(['1950-03-07', '1950-07-03', '1950-03-01', '1971-11-23', null]),
      gender: pick(['FEMALE', 'FEMALE', 'MALE', 'UNKNOWN']),
    }),
  );
  const outcome = linkByIdentity(records, identityModel);

  it('gives the same outcome in any order', () => {
    for (let round = 0; round < 5; round += 1) {
      expect(linkByIdentity(shuffled(records, random), identityModel)).toEqual(outcome);
    }
  });

  it('puts each record into exactly one person', () => {
    const members = outcome.persons.flatMap((person) => person.members);
    expect(members.toSorted()).toEqual(records.map(({ key }) => key).toSorted());
  });

  it('has no refused pair within a person, and links every pair that it has', () => {
    const personOf = new Map(outcome.persons.flatMap(({ members }, at) => members.map((key) => [key, at] as const)));
    expect(outcome.refused.filter(({ left, right }) => personOf.get(left) === personOf.get(right))).toEqual([]);
    for (const { members, links } of outcome.persons) {
      expect(links).toHaveLength((members.length * (members.length - 1)) / 2);
    }
  });

  it('gives the persons of a number from the records of that number alone', () => {
    for (const [pseudonym, group] of Map.groupBy(records, (item) => item.pseudonym)) {
      if (pseudonym === null) continue;
      const keys = new Set(group.map(({ key }) => key));
      const within = outcome.persons.filter(({ members }) => members.some((member) => keys.has(member)));
      expect(linkByIdentity(group, identityModel).persons).toEqual(within);
    }
  });
});

describe('a number with a wrong check digit', () => {
  const holder = record('a:1', { pseudonym: 'p1' });
  const mistyped = (key: string, fields: Partial<LinkRecord> = {}): LinkRecord =>
    record(key, { pseudonym: null, corrections: ['p0', 'p1', 'p2'], ...fields });

  it('joins the one holder of a candidate who has the same name and birth date, and says so', () => {
    const { persons } = link(holder, mistyped('b:1'));
    expect(persons.map(({ members }) => members)).toEqual([['a:1', 'b:1']]);
    expect(persons[0]?.links[0]?.reasons[0]?.code).toBe('ID_NUMBER_CORRECTED');
    expect(persons[0]?.links[0]?.weight).toBeLessThan(
      link(holder, record('b:1', { pseudonym: 'p1' })).persons[0]?.links[0]?.weight ?? 0,
    );
  });

  it('joins nobody on less: another name, one slip in it, another or no birth date, another gender', () => {
    const others: readonly Partial<LinkRecord>[] = [
      { name: '李四' },
      { bornOn: null },
      { bornOn: '1950-05-06' },
      { gender: holder.gender === 'MALE' ? 'FEMALE' : 'MALE' },
    ];
    for (const fields of others) expect(link(holder, mistyped('b:1', fields)).persons).toHaveLength(2);
  });

  it('takes no number when two candidates are held by such people, and none that nobody holds', () => {
    expect(link(holder, record('c:1', { pseudonym: 'p2' }), mistyped('b:1')).persons).toHaveLength(3);
    expect(link(record('a:1', { pseudonym: 'p9' }), mistyped('b:1')).persons).toHaveLength(2);
    expect(link(mistyped('b:1'), mistyped('b:2')).persons).toHaveLength(2);
  });

  it('does not depend on the order of records', () => {
    const records = [holder, mistyped('b:1'), mistyped('b:2'), record('c:1', { pseudonym: 'p1' })];
    expect(link(...records.toReversed())).toEqual(link(...records));
    expect(link(...records).persons).toHaveLength(1);
  });
});
