import { expect, test } from 'vitest';
import type { CaseFileRow } from './caseFile.entity.ts';
import { subjectOfCaseFile } from './caseFile.rules.ts';

test('a case file is about its client', () => {
  const row = { id: 'case_1', clientId: 'client_1', divisionCode: '420502001001', ownerOrganisationId: 'station_1' };
  expect(subjectOfCaseFile(row as CaseFileRow)).toMatchObject({ id: 'case_1', about: ['Client:client_1'] });
});
