import SqliteDatabase from 'better-sqlite3';
import type { House } from '../house.ts';

const today = '2026-11-21';

type Row = Readonly<Record<string, string | number | null>>;

/** How one record is counted, said again and without the program that is tested. */
interface Population {
  readonly subgraph: string;
  readonly sql: string;
  readonly tables: Readonly<Record<string, (row: Row) => string>>;
}

const column = (name: string) => (row: Row) => String(row[name]);

function ageBand({ birth_year }: Row): string {
  if (birth_year === null) return 'AGE_UNKNOWN';
  const age = 2026 - Number(birth_year);
  if (age < 14) return 'UNDER_14';
  if (age < 18) return 'AGED_14_TO_17';
  if (age < 45) return 'AGED_18_TO_44';
  if (age < 60) return 'AGED_45_TO_59';
  return age < 80 ? 'AGED_60_TO_79' : 'AGED_80_OR_OVER';
}

const firstOf = ['TEKUN', 'DIBAO', 'DIBAO_EDGE', 'RIGID_SPENDING', 'ANTI_RETURN_POVERTY', 'OTHER_DIFFICULT'];

function standing({ status, vetted_until }: Row): string {
  if (status !== 'ACTIVE') return String(status);
  return String(vetted_until ?? '') >= today ? 'ACTIVE_VETTED' : 'ACTIVE_NOT_VETTED';
}

/** By root field; a field or table of the graph that is not here fails the test. */
export const populations: Readonly<Record<string, Population>> = {
  residentStatistics: {
    subgraph: 'civil-affairs',
    sql: `select *, (select group_concat(category) from assistance_status where resident_id = resident.id
      and valid_from <= '${today}' and (valid_to is null or valid_to > '${today}')) as assistance from resident`,
    tables: {
      ASSISTANCE: ({ assistance }) =>
        firstOf.find((category) =>
          String(assistance ?? '')
            .split(',')
            .includes(category),
        ) ?? 'NONE',
      AGE_BAND: ageBand,
      GENDER: column('gender'),
      LIVING_SITUATION: column('living_situation'),
    },
  },
  needStatistics: {
    subgraph: 'social-work',
    sql: 'select * from need',
    tables: {
      CATEGORY: column('category'),
      STATUS: column('status'),
      URGENCY: column('urgency'),
      SERVICE: column('service_code'),
    },
  },
  clientStatistics: {
    subgraph: 'social-work',
    sql: 'select client.*, station.level from client left join station on station.id = client.station_id',
    tables: {
      AGE_BAND: ageBand,
      GENDER: column('gender'),
      STATION_LEVEL: ({ level }) => String(level ?? 'STATION_UNKNOWN'),
    },
  },
  caseFileStatistics: {
    subgraph: 'social-work',
    sql: 'select * from case_file',
    tables: { STAGE: column('stage'), DEPTH: ({ deep }) => (deep ? 'DEEP' : 'ORDINARY') },
  },
  beneficiaryStatistics: {
    subgraph: 'charities',
    sql: 'select * from beneficiary',
    tables: { AGE_BAND: ageBand, GENDER: column('gender') },
  },
  matchingStatistics: {
    subgraph: 'matching',
    sql: `select need_copy.*, unmet.units as missing from need_copy left join unmet on unmet.need_id = need_copy.id
      where status = 'OPEN'`,
    tables: {
      OUTCOME: ({ answered, units, missing }) =>
        answered !== 1 || missing === units ? 'UNMET' : missing === null ? 'MET' : 'PARTLY_MET',
    },
  },
  volunteerStatistics: {
    subgraph: 'volunteers',
    sql: 'select * from volunteer',
    tables: { STANDING: standing, GENDER: column('gender'), AGE_BAND: ageBand },
  },
};

/** Rows of a store, read beside the hub. */
export function rowsOf(house: House, subgraph: string, sql: string): Row[] {
  const location = house.place(subgraph);
  if (location.dialect !== 'sqlite') throw new Error('The truth is read from SQLite only.');
  const store = new SqliteDatabase(location.file, { readonly: true });
  try {
    return store.prepare(sql).all() as Row[];
  } finally {
    store.close();
  }
}

/** Places of today with all that they lie in, and the formal streets among them. */
export function placesOf(house: House) {
  const rows = rowsOf(
    house,
    'civil-affairs',
    `select * from closure where valid_from <= '${today}' and (valid_to is null or valid_to > '${today}')`,
  );
  const within = new Set(rows.map(({ descendant, ancestor }) => `${descendant} in ${ancestor}`));
  const all = [...new Set(rows.map(({ descendant }) => String(descendant)))];
  const isStreet = (place: string) => /^\d{6}(?!000)[0-3]\d\d000$/.test(place);
  return {
    all,
    streets: all.filter(isStreet),
    liesIn: (place: string, other: string) => within.has(`${place} in ${other}`),
  };
}

export type Places = ReturnType<typeof placesOf>;

/** How many there are of each table, place and value: `table/place/value`, and `place` for all. */
export function countsOf(house: House, field: string, { streets, liesIn }: Places, shown: readonly string[]) {
  const population = populations[field];
  if (!population) throw new Error(`Nobody said how ${field} counts.`);
  const counts = new Map<string, number>();
  const add = (name: string) => void counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const row of rowsOf(house, population.subgraph, population.sql)) {
    const street = streets.find((one) => liesIn(String(row.division_code), one));
    if (street === undefined) continue;
    for (const place of shown.filter((one) => liesIn(street, one))) {
      add(place);
      for (const [table, named] of Object.entries(population.tables)) add(`${table}/${place}/${named(row)}`);
    }
  }
  return counts;
}
