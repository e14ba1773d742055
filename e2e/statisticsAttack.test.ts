import { defaultBounds } from '@hub/gateway';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { district, type House, openHouse, unlimited } from './house.ts';
import { classOfField, declaredTables, leavesOf, openQuestions, questionsById } from './statistics/askEverything.ts';
import { type Attack, attackBy, type Equation } from './statistics/linearAttack.ts';
import { loadSmallStreets } from './statistics/smallStreets.ts';
import { countsOf, type Places, placesOf, populations, rowsOf } from './statistics/truth.ts';

const threshold = 5;

interface Row {
  readonly placeId: string;
  readonly total: number | null;
  readonly cells: readonly { readonly value: string; readonly count: number | null }[];
}

/** All that analysts of every place are given of one population, and all that follows from its being counted. */
interface Given {
  /** By `table/place/value`, and by place for all. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly places: readonly string[];
  readonly equations: readonly Equation[];
}

let house: House;
let places: Places;
beforeAll(async () => {
  // What is refused for its size tells nothing.
  house = await openHouse('embedded', 'SQLite', {
    settings: { bounds: { ...defaultBounds, ...unlimited, cost: 1e9 } },
  });
  await loadSmallStreets(house);
  // Opened again, so that every department knows the new streets.
  await house.reopen();
  // A run of matching that came between two questions would change what they count.
  await house.hub.startWorkers().stop();
  places = placesOf(house);
}, 180_000);
afterAll(() => house.close());

const analyst = (division: string) => ({ role: 'analyst', purpose: 'STATISTICS', division }) as const;
const ask = async (division: string, query: string) => house.ask(query, {}, analyst(division));

async function rowsFor(division: string, field: string, tables: readonly string[]) {
  const questions = tables.map(
    (table) => `${table}: ${field}(table: ${table}) { rows { placeId total cells { value count } } }`,
  );
  const { data, errors } = await ask(division, `{ ${questions.join(' ')} }`);
  expect(errors).toBeUndefined();
  return tables.flatMap((table) =>
    ((data?.[table] as { readonly rows: readonly Row[] } | undefined)?.rows ?? []).map((row) => ({ table, row })),
  );
}

/** Asks as an analyst of every place that there is, and puts all answers together. */
async function everythingGiven(field: string, tables: readonly string[]): Promise<Given> {
  const values = new Map<string, readonly string[]>();
  const numbers = new Map<string, number>();
  const shown = new Set<string>();
  const note = (name: string, value: number | null) => {
    if (value !== null && numbers.has(name)) expect([name, value]).toEqual([name, numbers.get(name)]);
    if (value !== null) numbers.set(name, value);
  };
  for (const division of places.all)
    for (const { table, row } of await rowsFor(division, field, tables)) {
      const { placeId, total, cells } = row;
      shown.add(placeId);
      values.set(
        table,
        cells.map(({ value }) => value),
      );
      note(placeId, total);
      for (const { value, count } of cells) note(`${table}/${placeId}/${value}`, count);
    }
  const sums = [...shown].flatMap((place) => {
    const streets = places.streets.includes(place)
      ? []
      : places.streets.filter((street) => places.liesIn(street, place));
    return [
      ...tables.map((table) =>
        sumOf(
          place,
          (values.get(table) ?? []).map((value) => `${table}/${place}/${value}`),
        ),
      ),
      ...(streets.length > 0 ? [sumOf(place, streets)] : []),
      ...tables.flatMap((table) =>
        streets.length === 0
          ? []
          : (values.get(table) ?? []).map((value) =>
              sumOf(
                `${table}/${place}/${value}`,
                streets.map((street) => `${table}/${street}/${value}`),
              ),
            ),
      ),
    ];
  });
  return { numbers, places: [...shown], equations: sums.map((sum) => knowing(sum, numbers)) };
}

interface Sum {
  readonly whole: string;
  readonly parts: readonly string[];
}
const sumOf = (whole: string, parts: readonly string[]): Sum => ({ whole, parts });

/** The sum with what is given put in, as an equation over the rest. */
function knowing({ whole, parts }: Sum, numbers: ReadonlyMap<string, number>): Equation {
  const terms = new Map<string, number>();
  let constant = numbers.get(whole) ?? 0;
  if (!numbers.has(whole)) terms.set(whole, -1);
  for (const part of parts) {
    const number = numbers.get(part);
    if (number === undefined) terms.set(part, 1);
    else constant -= number;
  }
  return { terms, constant };
}

describe.each(declaredTables)('$field', ({ field, tables }) => {
  let given: Given;
  let truth: ReadonlyMap<string, number>;
  let attack: Attack;
  const exact = (name: string) => truth.get(name) ?? 0;

  beforeAll(async () => {
    expect(Object.keys(populations[field]?.tables ?? {}).sort()).toEqual([...tables].sort());
    given = await everythingGiven(field, tables);
    truth = countsOf(house, field, places, given.places);
    attack = attackBy(given.equations);
  }, 60_000);

  test('gives every street and its district to those whose they are, true and never under the threshold', () => {
    expect(given.places).toEqual(expect.arrayContaining([district, ...places.streets]));
    for (const [name, number] of given.numbers) expect([name, number]).toEqual([name, exact(name)]);
    expect([...given.numbers.values()].filter((number) => number < threshold)).toEqual([]);
    expect(given.numbers.size).toBeGreaterThan(tables.length);
  });

  test('lets nobody derive a cell under the threshold, nor that it is under it', () => {
    const small = attack.unknowns.filter((name) => exact(name) < threshold);
    expect(small.length).toBeGreaterThan(0);
    expect(small.filter((name) => attack.highest([name]) < threshold - 1e-6)).toEqual([]);
  });

  test('lets nobody derive several cells that are under the threshold together', () => {
    const small = attack.unknowns.filter((name) => exact(name) < threshold && name.includes('/'));
    const unions = small.flatMap((one, at) => {
      const other = small[(at * 7 + 3) % small.length] ?? one;
      return one !== other && exact(one) + exact(other) < threshold ? [[one, other]] : [];
    });
    expect(unions.filter((names) => attack.highest(names) < threshold - 1e-6)).toEqual([]);
  });

  test('would be broken by the same attack if the larger of the missing cells were given', () => {
    const told = attack.unknowns
      .filter((name) => exact(name) >= threshold)
      .map((name) => ({ terms: new Map([[name, 1]]), constant: exact(name) }));
    const stronger = attackBy([...given.equations, ...told]);
    expect(
      stronger.unknowns.some((name) => exact(name) < threshold && stronger.highest([name]) < threshold - 1e-6),
    ).toBe(true);
  });
});

test('open needs by outcome and all needs by status, read beside each other, derive nothing more', async () => {
  const populations = { needs: 'needStatistics', open: 'matchingStatistics' } as const;
  const given = await Promise.all(
    Object.entries(populations).map(async ([prefix, field]) => {
      const tables = declaredTables.find((one) => one.field === field)?.tables ?? [];
      const one = await everythingGiven(field, tables);
      const truth = countsOf(house, field, places, one.places);
      const named = (name: string) => `${prefix} ${name}`;
      return {
        places: one.places,
        numbers: [...one.numbers].map(([name, number]) => [named(name), number] as const),
        truth: [...truth].map(([name, number]) => [named(name), number] as const),
        equations: one.equations.map(({ terms, constant }) => ({
          terms: new Map([...terms].map(([name, factor]) => [named(name), factor])),
          constant,
        })),
      };
    }),
  );
  const numbers = new Map(given.flatMap((one) => one.numbers));
  const truth = new Map(given.flatMap((one) => one.truth));
  const links = (given[0]?.places ?? []).map((place) =>
    knowing(sumOf(`needs STATUS/${place}/OPEN`, [`open ${place}`]), numbers),
  );
  for (const { terms, constant } of links) if (terms.size === 0) expect(constant).toBe(0);
  const attack = attackBy([
    ...given.flatMap(({ equations }) => equations),
    ...links.filter(({ terms }) => terms.size > 0),
  ]);
  const small = attack.unknowns.filter((name) => (truth.get(name) ?? 0) < threshold);
  expect(small.some((name) => name.startsWith('open '))).toBe(true);
  expect(small.filter((name) => attack.highest([name]) < threshold - 1e-6)).toEqual([]);
}, 60_000);

/** Numbers that an analyst may have besides the tables; whoever adds one says here whom or what it counts. */
const numbersOfNobody = {
  places: ['Division.latitude', 'Division.longitude', 'DivisionConnection.totalCount', 'ZoneConnection.totalCount'],
  organisations: [
    'CharityOrganisation.perPersonYearCapFen',
    'CharityOrganisationConnection.totalCount',
    'ServiceOfferConnection.totalCount',
    'StationConnection.totalCount',
    'VenueConnection.totalCount',
    'Station.rating',
    'VolunteerTeamConnection.totalCount',
  ],
  projects: ['Project.fundedFen', 'Project.plannedFen', 'ProjectConnection.totalCount'],
  /** What stations and teams offer to anybody, as it was planned. */
  offers: [
    'ServiceOffer.hoursPerMonth',
    'ServiceOffer.reachMetres',
    'TeamOffer.hoursPerMonth',
    'TeamOffer.radiusMetres',
    'TeamOffer.together',
    'Venue.seats',
    'VenueSlot.hoursPerMonth',
    'VenueSlot.places',
    'VenueSlot.weekday',
    'WeeklyTime.weekday',
  ],
  staff: ['SocialWorker.caseCapacity', 'SocialWorkerConnection.totalCount'],
  moneyAndGoods: [
    'Fund.balanceFen',
    'Fund.leastGrantFen',
    'Fund.perPersonCapFen',
    'Fund.perPersonYearCapFen',
    'Fund.raisedFen',
    'FundConnection.totalCount',
    'GoodsStock.quantity',
    'GoodsStockConnection.totalCount',
    'MatchGiving.forEach',
    'MatchGiving.gives',
    'MatchGrant.amountFen',
  ],
  /** The questions that ship are the same in every hub. */
  questions: ['TrustedOperation.edition', 'TrustedOperation.version', 'TrustedOperationConnection.totalCount'],
  /** Funds, goods and staff with room in their caseload: no volunteer's time, and of no caseload how much is left. */
  whatOrganisationsOffer: [
    'Quantity.amount',
    'ResourceConnection.totalCount',
    'SupplyFigures.offeredUnits',
    'SupplyFigures.resources',
  ],
};

const personal = ['REFERENCE', 'CASE', 'PERSONAL', 'CONTACT', 'IDENTIFIER', 'ASSISTANCE', 'SENSITIVE', 'OVERSIGHT'];

describe('whatever else an analyst asks', () => {
  let leaves: readonly (readonly [field: string, value: unknown])[];
  beforeAll(async () => {
    const stores = [...house.hub.subgraphs.keys()];
    const ids = stores.flatMap((subgraph) =>
      rowsOf(house, subgraph, "select name from sqlite_master where type = 'table'").flatMap(({ name }) => {
        const columns = rowsOf(house, subgraph, `select * from pragma_table_info('${name}')`).map((one) => one.name);
        return columns.includes('id') ? rowsOf(house, subgraph, `select id from "${name}" order by id limit 1`) : [];
      }),
    );
    const questions = [...openQuestions, ...ids.flatMap(({ id }) => questionsById(String(id)))];
    const answers = [];
    for (const question of questions) {
      const { data, errors } = await ask(district, question);
      expect(
        (errors ?? []).filter(
          ({ extensions }) => !['NOT_FOUND', 'FORBIDDEN', 'BAD_USER_INPUT'].includes(String(extensions.code)),
        ),
      ).toEqual([]);
      answers.push(data);
    }
    leaves = leavesOf(answers);
  }, 120_000);

  test('no field that tells of a person, a case or a need has a value', () => {
    const told = leaves.filter(
      ([field, value]) =>
        personal.includes(classOfField.get(field) ?? '') &&
        value !== null &&
        !(Array.isArray(value) && value.length === 0),
    );
    expect([...new Set(told.map(([field]) => field))]).toEqual([]);
  });

  test('no number is given but those that are known to count nobody', () => {
    const known = new Set(Object.values(numbersOfNobody).flat());
    const met = leaves.filter(([field, value]) => typeof value === 'number' && value !== 0 && !known.has(field));
    expect([...new Set(met.map(([field]) => field))].sort()).toEqual([]);
  });

  test('nobody’s time, and nothing left of a caseload, is among the resources', () => {
    expect(leaves.filter(([field]) => field === 'VolunteerTime.id')).toEqual([]);
    const available = leaves.filter(([field, value]) => field === 'Caseload.available' && value !== null);
    expect(available).toEqual([]);
    expect(leaves.some(([field]) => field === 'Caseload.available')).toBe(true);
  });
});
