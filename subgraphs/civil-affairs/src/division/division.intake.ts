import { readRecord } from '@hub/kernel';
import { type PlaceKind, problemOf, readCode, readValidity } from '../place/place.intake.ts';
import { levels } from './division.entity.ts';
import { isAbove, isFormal, levelOf } from './division.rules.ts';

/** Divisions from files and from the synthetic district; the level is the one that the code says, the parent's is higher. */
export const divisionIntake: PlaceKind = {
  table: 'division',
  read(given) {
    const record = readRecord(given);
    const id = readCode(record, 'code');
    const level = record.code('level', levels);
    const parentCode = record.optionalText('parentCode') === null ? null : readCode(record, 'parentCode');
    const { validFrom, validTo, problems } = readValidity(record);
    const row = {
      id,
      version: 1,
      name: record.text('name'),
      level,
      formal: id !== '' && isFormal(id) ? 1 : 0,
      parentCode,
      validFrom,
      validTo,
      longitude: record.degrees('longitude', 180),
      latitude: record.degrees('latitude', 90),
    };
    return {
      row,
      members: [],
      nodes: [id],
      problems: [
        ...record.problems,
        ...problems,
        ...(id !== '' && levelOf(id) !== level ? [problemOf('level', `${levelOf(id)}, as the code says`)] : []),
        ...(parentCode !== null && parentCode !== '' && !isAbove(levelOf(parentCode), level)
          ? [problemOf('parentCode', `a level above ${level}`)]
          : []),
      ],
    };
  },
};
