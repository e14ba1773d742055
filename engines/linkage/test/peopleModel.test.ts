import { describe, expect, it } from 'vitest';
import {
  cellsOfPerson,
  formatFrozenModel,
  freezeModel,
  PEOPLE_COLUMNS,
  PeopleIndex,
  type PersonFields,
  parseFrozenModel,
  peopleModel,
  tableOf,
  withoutPeople,
} from '../src/index.ts';
import { population, sequence } from './people.ts';

/** A person of the test's population as two departments write her; phone and address of the second are missing now and then. */
const fieldsOf = (row: readonly string[], random: () => number): PersonFields => ({
  name: row[2] ?? '',
  gender: row[3] === '女' ? 'FEMALE' : 'MALE',
  bornOn: row[4] ?? null,
  idNumber: random() < 0.3 ? null : (row[5] ?? null),
  phone: random() < 0.2 ? null : (row[6] ?? null),
  divisionCode: row[7] ?? null,
  address: row[8] ?? null,
});
const people = population(300, 5);
const random = sequence(41);
const records = people.flatMap((row, at) =>
  ['a', 'b'].map((source) => ({ id: `${source}${at}`, source, cells: cellsOfPerson(fieldsOf(row, random)) })),
);
const rows = records.map(({ id, cells }) =>
  PEOPLE_COLUMNS.map((column) => (column === 'id' ? id : (cells[column] ?? ''))),
);
const frozen = freezeModel([tableOf(PEOPLE_COLUMNS, rows)], peopleModel);

describe('withoutPeople', () => {
  it('keeps no number, phone or address of those it was learned from', () => {
    const version = withoutPeople(frozen);
    const counts = Object.fromEntries(
      version.model.fields.map(({ column }, f) => [column, version.values[f]?.hashes.length]),
    );
    expect(counts).toMatchObject({ idNumber: 0, phone: 0, address: 0 });
    expect(
      frozen.values.some(({ hashes }, f) => frozen.model.fields[f]?.column === 'idNumber' && hashes.length > 0),
    ).toBe(true);
  });

  it('is a version like any other: stored as text, and good for linking', () => {
    const version = parseFrozenModel(formatFrozenModel(withoutPeople(frozen)));
    const index = new PeopleIndex(version);
    for (const record of records) index.put(record);
    const whole = people.filter((_, at) => index.personOf(`a${at}`).includes(`b${at}`));
    expect(whole.length / people.length).toBeGreaterThan(0.97);
    expect(index.persons().every(({ length }) => length === 2)).toBe(true);
  });
});
