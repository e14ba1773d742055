import { type MatchNeed, type MatchResource, match, SCORE_PARTS } from '@hub/engine-matching';
import { describe, expect, test } from 'vitest';
import type { NeedCopyRow } from '../need/need.entity.ts';
import type { ResourceRow } from '../resource/resource.entity.ts';
import { answerOf, matchNeedOf, matchPolicy, matchResourceOf, mostMatches } from './match.rules.ts';

const today = '2026-11-21';
const community = '420502001001';
const places = [community, '420502001000', '420502000000'];

const needRow = (parts: Partial<NeedCopyRow> = {}): NeedCopyRow => ({
  id: 'need_1',
  clientId: 'client_1',
  divisionCode: community,
  ownerOrganisationId: 'station_1',
  category: 'ELDERLY_SUPPORT',
  serviceCode: 'HOME_VISIT',
  unit: 'HOUR',
  units: 2,
  monthUnits: null,
  urgency: 'HIGH',
  status: 'OPEN',
  openedOn: '2026-11-01',
  skill: null,
  certificate: null,
  safeguarding: 'VETTED',
  genderWish: null,
  genderMust: 0,
  languageWish: null,
  languageMust: 0,
  helpers: 1,
  indivisible: 0,
  excludedProviders: '',
  windows: 0,
  groups: '|ELDERLY|DIBAO|',
  placeSealed: '',
  answered: 0,
  ...parts,
});
const resourceRow = (parts: Partial<ResourceRow> = {}): ResourceRow => ({
  id: 'volunteer-time_1',
  kind: 'VOLUNTEER_TIME',
  ownerId: 'volunteer_1',
  providerId: null,
  name: null,
  unit: 'HOUR',
  capacity: 10,
  services: '|HOME_VISIT|',
  skills: '',
  groups: '',
  regions: '',
  divisionCode: community,
  placeSealed: null,
  radiusMetres: 2000,
  windows: 0,
  vettedUntil: '2027-01-01',
  vettedFor: 'VETTED',
  certificates: '[]',
  gender: null,
  languages: '',
  travelMode: null,
  travelMinutes: null,
  helpers: 1,
  restricted: 0,
  perPersonCap: null,
  perPersonYearCap: null,
  providerYearCap: null,
  leastUnits: null,
  matchGives: null,
  matchForEach: null,
  matchBeside: '',
  startsOn: null,
  expiresOn: null,
  bookedUnits: 0,
  usedMonth: null,
  usedUnits: 0,
  ...parts,
});
const aNeed = (parts: Partial<NeedCopyRow> = {}) => matchNeedOf(needRow(parts), '111.29,30.7', places);
const aResource = (parts: Partial<ResourceRow> = {}, place: string | null = '111.29,30.701') =>
  matchResourceOf(resourceRow(parts), place);

const shortageId = (...words: readonly string[]) => words.join(' ');
const answerTo = (needs: readonly MatchNeed[], ...resources: readonly MatchResource[]) =>
  answerOf(match({ needs, resources, policy: matchPolicy, today }), needs, shortageId);

test('a need goes to the engine with its place, its groups and the person whose caps it counts for', () => {
  expect(aNeed()).toMatchObject({
    longitude: 111.29,
    latitude: 30.7,
    community,
    places,
    groups: ['ELDERLY', 'DIBAO'],
    vettedOnly: true,
    personKey: 'client_1',
  });
});

test('a resource without a place, services or groups goes to the engine without any', () => {
  expect(aResource({ services: '', radiusMetres: null }, null)).toMatchObject({
    longitude: null,
    latitude: null,
    services: [],
    groups: [],
    personKey: null,
  });
});

describe('an answer', () => {
  test('ranks what is proposed before what is next in line, and measures in steps of 50 metres', () => {
    const { match: matches } = answerTo([aNeed()], aResource(), aResource({ id: 'volunteer-time_2' }, '111.29,30.702'));
    expect(matches).toMatchObject([
      { needId: 'need_1', rank: 1, resourceId: 'volunteer-time_1', standing: 'PROPOSED', units: 2, regret: 0 },
      { needId: 'need_1', rank: 2, resourceId: 'volunteer-time_2', standing: 'ALTERNATIVE', units: 0 },
    ]);
    expect(matches.map(({ distanceMetres }) => distanceMetres)).toEqual([150, 250]);
    expect(matches[0]?.reasons).toContain('"distanceMetres":150');
  });

  test('has a score whose parts add up to it, nearness in tenths of its most', () => {
    const { match: matches } = answerTo([aNeed()], aResource(), aResource({ id: 'volunteer-time_2' }, '111.29,30.702'));
    for (const { score, components } of matches) {
      const parts = JSON.parse(components) as [string, number][];
      expect(parts.map(([part]) => part)).toEqual([...SCORE_PARTS]);
      expect(parts.reduce((sum, [, points]) => sum + points, 0)).toBe(score);
      const nearness = Object.fromEntries(parts).nearness;
      expect(nearness).toBeGreaterThan(0);
      expect(Number(nearness) % (matchPolicy.nearness.points / 10)).toBe(0);
    }
  });

  test('keeps in short what each need got from whom, and how much each resource was asked for', () => {
    const needs = [aNeed({ units: 15 }), aNeed({ id: 'need_2', units: 3, urgency: 'LOW' })];
    const { needAnswer, resourceDemand } = answerTo(needs, aResource());
    expect(needAnswer).toEqual([
      { needId: 'need_1', units: 15, servedUnits: 10, helpers: 'volunteer-time_1 10' },
      { needId: 'need_2', units: 3, servedUnits: 0, helpers: '' },
    ]);
    expect(resourceDemand).toMatchObject([{ resourceId: 'volunteer-time_1', needs: 2, units: 18, proposedUnits: 10 }]);
    expect(resourceDemand[0]?.lastUnitValue).toBeGreaterThan(0);
  });

  test(`keeps ${mostMatches} matches of a need at most`, () => {
    const helpers = Array.from({ length: 30 }, (_, index) => aResource({ id: `volunteer-time_${index}`, capacity: 1 }));
    expect(answerTo([aNeed({ units: 30 })], ...helpers).match).toHaveLength(mostMatches);
  });

  test('never holds the groups of a person', () => {
    const { match: matches } = answerTo([aNeed()], aResource({ groups: '|DIBAO|' }));
    expect(matches[0]?.reasons).toContain('GROUP_FITS');
    expect(JSON.stringify(matches)).not.toMatch(/DIBAO|ELDERLY/);
  });

  test('names the shortage of what is unmet, counted once, where the need is', () => {
    const needs = [aNeed({ skill: 'LAW' }), aNeed({ id: 'need_2', skill: 'LAW', units: 5 })];
    const { match: matches, unmet: unmets, shortage: shortages } = answerTo(needs, aResource({ capacity: 100 }));
    const id = `${community} HOME_VISIT HOUR SKILL`;
    expect(matches).toEqual([]);
    expect(unmets).toMatchObject([
      { needId: 'need_1', code: 'NONE_WITH_SKILL', units: 2, shortageId: id },
      { needId: 'need_2', code: 'NONE_WITH_SKILL', units: 5, shortageId: id },
    ]);
    expect(JSON.parse(unmets[0]?.obstacles ?? '')).toEqual([['SKILL', 1]]);
    expect(JSON.parse(unmets[0]?.params ?? '')).toMatchObject({ skill: 'LAW', service: 'HOME_VISIT' });
    expect(shortages).toEqual([
      {
        id,
        divisionCode: community,
        serviceCode: 'HOME_VISIT',
        unit: 'HOUR',
        code: 'SKILL',
        unmetNeeds: 2,
        unmetUnits: 7,
        // One more volunteer of an ordinary size with the skill meets both.
        unlockCapacity: 100,
        unlockUnits: 7,
        unlockNeeds: 2,
        unlockPoints: expect.any(Number),
      },
    ]);
  });

  test('asks no vetting of a social worker, whose registration is one', () => {
    const caseWork = aNeed({ serviceCode: 'CASE_WORK', unit: 'CASE', units: 1 });
    const caseload = aResource({ kind: 'CASELOAD', unit: 'CASE', services: '|CASE_WORK|', vettedUntil: null });
    expect(answerTo([caseWork], caseload).unmet).toEqual([]);
    expect(answerTo([aNeed()], aResource({ vettedUntil: null })).unmet).toMatchObject([{ code: 'NONE_VETTED' }]);
  });
});
