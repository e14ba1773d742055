import type { Viewer } from '@hub/engine-policy';
import { describe, expect, test } from 'vitest';
import type { ClientRow } from '../client/client.entity.ts';
import type { StationRow } from '../station/station.entity.ts';
import type { NeedRow } from './need.entity.ts';
import { change, close, mayKeepNeeds, type NewNeed, open, visibleNeeds } from './need.rules.ts';
import { nothingRequired } from './requirements.rules.ts';

const today = '2026-11-21';
const client = {
  id: 'client_1',
  divisionCode: '420502001001',
  ownerOrganisationId: 'station_1',
  bornOn: '1946-01-01',
  groups: '|ELDERLY|',
} as ClientRow;
const station = (status: StationRow['status']) => ({ id: 'station_1', status }) as StationRow;
const wish = (parts: Partial<NewNeed>): NewNeed => ({
  id: 'need_1',
  category: 'ELDERLY_SUPPORT',
  serviceCode: 'HOME_VISIT',
  units: 4,
  urgency: 'HIGH',
  skill: null,
  ...parts,
});
const need = (parts: Partial<NeedRow>) =>
  ({
    ...nothingRequired,
    id: 'need_1',
    status: 'OPEN',
    unit: 'HOUR',
    units: 4,
    urgency: 'HIGH',
    urgencyRank: 3,
    ...parts,
  }) as NeedRow;
const viewer = (parts: Partial<Viewer>): Viewer => ({
  subject: 'somebody',
  role: 'station-worker',
  divisions: ['420502001000'],
  organisation: 'station_1',
  purpose: 'CASE_SERVICE',
  basis: 'STATUTORY_DUTY',
  tokenId: null,
  agreement: null,
  grant: null,
  caseReference: null,
  ...parts,
});

describe('open', () => {
  test('gives an open need of the client, measured in the unit of the service', () => {
    expect(open(wish({ serviceCode: 'WHEELCHAIR', units: 1 }), client, station('OPERATING'), today)).toMatchObject({
      status: 'OPEN',
      unit: 'ITEM',
      urgencyRank: 3,
      divisionCode: '420502001001',
      ownerOrganisationId: 'station_1',
      openedOn: today,
    });
  });

  test.each([
    ['a need of nothing', wish({ units: 0 }), 'OPERATING', { refused: 'NEED_WITHOUT_UNITS', params: { units: 0 } }],
    ['a need of no amount', { ...wish({}), units: null }, 'OPERATING', { refused: 'NEED_WITHOUT_AMOUNT' }],
    ['a need at a planned station', wish({}), 'PLANNED', { refused: 'STATION_NOT_OPERATING' }],
  ] as const)('refuses %s', (_, input, status, refusal) => {
    expect(open(input, client, station(status), today)).toMatchObject(refusal);
  });
});

describe('change', () => {
  test.each([
    ['leaves what is not named', {}, { units: 4, urgency: 'HIGH', urgencyRank: 3, safeguarding: 'NONE', helpers: 1 }],
    ['moves the rank with the urgency', { urgency: 'CRITICAL' }, { urgency: 'CRITICAL', urgencyRank: 4 }],
    ['sets vetting', { vettedOnly: true }, { safeguarding: 'VETTED' }],
    ['refuses no units', { units: 0 }, { refused: 'NEED_WITHOUT_UNITS' }],
  ] as const)('%s', (_, input, expected) => {
    expect(change(need({}), input, 'NONE')).toMatchObject(expected);
  });

  test('refuses a need that is already met', () => {
    expect(change(need({ status: 'MET' }), { units: 5 }, 'NONE')).toEqual({
      refused: 'NEED_NOT_OPEN',
      params: { need: 'need_1', status: 'MET' },
    });
  });
});

describe('close', () => {
  test('ends an open need today', () => {
    expect(close(need({}), 'MET', today)).toEqual({ status: 'MET', closedOn: today });
  });

  test.each(['MET', 'WITHDRAWN'] as const)('refuses a need that is %s', (status) => {
    expect(close(need({ status }), 'MET', today)).toMatchObject({ refused: 'NEED_NOT_OPEN', params: { status } });
  });
});

test.each([
  ['a station worker on a case', {}, true],
  ['a station worker who matches', { purpose: 'RESOURCE_MATCHING' }, false],
  ['an analyst', { role: 'analyst' }, false],
  ['a charity', { role: 'charity-partner' }, false],
] as const)('whether %s keeps needs is %#', (_, parts, may) => {
  expect(mayKeepNeeds(viewer(parts))).toBe(may);
});

test.each([
  ['a station worker her own in her divisions', {}, { within: [['420502001000']], ownedBy: ['station_1'] }],
  ['a street worker those in her street', { role: 'street-worker' }, { within: [['420502001000']] }],
  ['an operator none', { role: 'operator' }, 'NONE'],
  [
    'a volunteer platform those that hours can meet',
    { role: 'volunteer-partner' },
    { within: [['420502001000']], ofKinds: ['HOUR'] },
  ],
  [
    'a charity those that money or goods can meet',
    { role: 'charity-partner' },
    { within: [['420502001000']], ofKinds: ['FEN', 'ITEM'] },
  ],
] as const)('shows %s', (_, parts, scope) => {
  expect(visibleNeeds(viewer(parts))).toEqual(scope);
});
