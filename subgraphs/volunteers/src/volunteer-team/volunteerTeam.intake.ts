import { codesToText, type IntakeKind, type RecordReader } from '@hub/kernel';
import { safeguardings, skills } from '@hub/values';
import { nothingTogether } from './volunteerTeam.rules.ts';

const mostTogether = 1000;
const mostHours = 100_000;
const farthestMetres = 1_000_000;

export const volunteerTeamIntake: IntakeKind = {
  table: 'volunteerTeam',
  factKind: 'volunteerTeam',
  heldBy: [{ table: 'volunteer', column: 'teamId', factKind: 'volunteer' }],
  toRow: (record) => ({
    id: record.text('id'),
    name: record.text('name'),
    divisionCode: record.text('divisionCode'),
    foundedOn: record.day('foundedOn'),
    ...offerIn(record),
  }),
};

/** Who says how many come together says all else too; a team of which only the name is known offers nothing. */
function offerIn(record: RecordReader) {
  const together = record.optionalInteger('together', 2, mostTogether);
  if (together === null) return nothingTogether;
  const vettedUntil = record.optionalDay('vettedUntil');
  return {
    together,
    hoursPerMonth: record.integer('hoursPerMonth', 0, mostHours),
    radiusMetres: record.integer('radiusMetres', 0, farthestMetres),
    windows: record.integer('windows', 0, 2 ** 21 - 1),
    skills: codesToText(record.codes('skills', skills)),
    vettedUntil,
    vettedFor: vettedUntil === null ? 'NONE' : (record.optionalCode('vettedFor', safeguardings) ?? 'VETTED'),
    longitude: record.degrees('longitude', 180),
    latitude: record.degrees('latitude', 90),
  };
}
