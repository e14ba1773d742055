import type { IntakeKind } from '@hub/kernel';

export const volunteerTeamIntake: IntakeKind = {
  table: 'volunteerTeam',
  factKind: 'volunteerTeam',
  heldBy: [{ table: 'volunteer', column: 'teamId', factKind: 'volunteer' }],
  toRow: (record) => ({
    id: record.text('id'),
    name: record.text('name'),
    divisionCode: record.text('divisionCode'),
    foundedOn: record.day('foundedOn'),
  }),
};
