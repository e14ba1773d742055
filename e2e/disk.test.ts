import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { planDistrict } from '@hub/engine-population';
import { ciphers } from '@hub/vault';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { district, type House, openHouse, plan } from './house.ts';
import { mainQuestion, questions } from './questions.ts';

interface PersonalRecord {
  readonly name?: string | null;
  readonly idNumber?: string | null;
  readonly bornOn?: string | null;
  readonly phone?: string | null;
  readonly address?: string | null;
}

const records = [...planDistrict(plan).chunks()].flatMap(({ civilAffairs, socialWork, charities, volunteers }) => ({
  people: [
    ...civilAffairs.residents,
    ...socialWork.clients,
    ...charities.beneficiaries,
    ...volunteers.volunteers,
  ] as readonly PersonalRecord[],
  homes: civilAffairs.households as readonly PersonalRecord[],
  /** Everything else of the plan, with what is told of people beside their identifiers. */
  others: JSON.stringify({ civilAffairs, socialWork, charities, volunteers }, (field, value: unknown) =>
    field === 'bornOn' || field === 'idNumber' ? undefined : value,
  ),
}));
const people = records.flatMap((chunk) => chunk.people);
const others = records.map((chunk) => chunk.others).join('\n');

const all = (values: readonly (string | null | undefined)[], least = 3): ReadonlySet<string> =>
  new Set(values.filter((value) => typeof value === 'string' && value.length >= least)) as ReadonlySet<string>;

const identifiers = {
  names: all(people.map(({ name }) => name)),
  'ID numbers': all(people.map(({ idNumber }) => idNumber)),
  // A clerk's 00000000000 is nobody's, and stands in the first hash of the ledger.
  phones: all(people.map(({ phone }) => (/^0+$/.test(phone ?? '') ? null : phone))),
  addresses: all([...people, ...records.flatMap(({ homes }) => homes)].map(({ address }) => address)),
  // A day on which somebody was born may also be the day of something that is no secret.
  'birth dates': all(people.map(({ bornOn }) => (others.includes(`"${bornOn}"`) ? null : bornOn))),
};
type Kind = keyof typeof identifiers;
const kinds = Object.keys(identifiers) as readonly Kind[];

/** Those of the texts that occur in the whole; looked up by how they begin, in the runs of signs that they are made of, because there are thousands. */
function found(texts: ReadonlySet<string>, whole: string): readonly string[] {
  const beginning = Math.min(...[...texts].map(({ length }) => length));
  const byBeginning = Map.groupBy(texts, (text) => text.slice(0, beginning));
  const signs = [...new Set([...texts].join(''))].map((sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`).join('');
  const hits = new Set<string>();
  for (const [run] of whole.matchAll(new RegExp(`[${signs}]{${beginning},}`, 'gu')))
    for (let place = 0; place + beginning <= run.length; place++)
      for (const text of byBeginning.get(run.slice(place, place + beginning)) ?? [])
        if (run.startsWith(text, place)) hits.add(text);
  return [...hits];
}

test('a search finds what is there', () => {
  for (const kind of kinds) {
    expect(identifiers[kind].size).toBeGreaterThan(100);
    const [some = ''] = identifiers[kind];
    expect(found(identifiers[kind], Buffer.from(`\u00e4\u0000${some}\u0000`).toString())).toEqual([some]);
  }
});

describe.each(ciphers)('under keys for %s,', (cipher) => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse('embedded', 'SQLite', { cipher });
    for (const { query, variables, asking } of questions) await house.ask(query, variables, asking);
  }, 120_000);
  afterAll(() => house.close());

  const folder = () => {
    const place = house.place('access');
    if (place.dialect !== 'sqlite') throw new Error('This test reads the files of SQLite.');
    return dirname(place.file);
  };

  describe('on the disk', () => {
    test('stand the files of eight stores, with their logs of writes', () => {
      const files = readdirSync(folder());
      expect(files.filter((file) => file.endsWith('.sqlite'))).toHaveLength(8);
      expect(files.filter((file) => file.endsWith('.sqlite-wal')).length).toBeGreaterThan(0);
      const whole = files.map((file) => readFileSync(join(folder(), file)).toString()).join('\n');
      expect(whole).toContain('西陵街道社会工作服务站');
    });

    test.each(kinds)('are no %s of people', (kind) => {
      for (const file of readdirSync(folder()))
        expect({ file, found: found(identifiers[kind], readFileSync(join(folder(), file)).toString()) }).toEqual({
          file,
          found: [],
        });
    });
  });

  describe('in the log of answers and of an outage', () => {
    beforeAll(async () => {
      await house.stop('access');
      expect((await house.ask(mainQuestion, { division: district })).status).toBe(503);
    });

    test.each(kinds)('are no %s of people', (kind) => {
      expect(house.log.lines).not.toEqual([]);
      expect(found(identifiers[kind], JSON.stringify(house.log.lines))).toEqual([]);
    });
  });
});
