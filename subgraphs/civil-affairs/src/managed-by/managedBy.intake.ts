import { readRecord } from '@hub/kernel';
import { isAbove, levelOf } from '../division/division.rules.ts';
import { type PlaceKind, problemOf, readCode, readValidity } from '../place/place.intake.ts';
import { isZoneId } from '../zone/zone.rules.ts';

/** Who runs a division instead of its statutory parent: a zone, or a division of a higher level. */
export const managedByIntake: PlaceKind = {
  table: 'managedBy',
  read(given) {
    const record = readRecord(given);
    const divisionCode = readCode(record, 'code');
    const named = record.text('managedBy');
    const byZone = isZoneId(named);
    const managerId = byZone ? named : readCode(record, 'managedBy');
    const { validFrom, validTo, problems } = readValidity(record);
    const rises = byZone || divisionCode === '' || isAbove(levelOf(managerId), levelOf(divisionCode));
    return {
      row: { id: `${divisionCode}@${validFrom}`, version: 1, divisionCode, managerId, validFrom, validTo },
      members: [],
      nodes: [divisionCode, managerId],
      problems: [
        ...record.problems,
        ...problems,
        ...(rises ? [] : [problemOf('managedBy', 'a zone, or a division of a higher level')]),
      ],
    };
  },
};
