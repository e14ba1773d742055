import { expect, it } from 'vitest';
import { figuresFor, programmes } from '../src/index.ts';
import { allOf, chunks, plan, sumOf } from './demonstration.ts';

const projects = allOf(chunks, ({ socialWork }) => socialWork.projects);
const funds = allOf(chunks, ({ charities }) => charities.funds);
const grants = allOf(chunks, ({ charities }) => charities.matchGrants);
const cases = allOf(chunks, ({ socialWork }) => socialWork.caseFiles);
const divisions = allOf(chunks, ({ civilAffairs }) => civilAffairs.divisions);
const stations = allOf(chunks, ({ socialWork }) => socialWork.stations);

it('counts what the district published', () => {
  expect(plan.totals).toMatchObject({ residents: 5600, caseFiles: 1144, volunteers: 1434, stations: 74 });
  expect(cases.filter(({ deep }) => deep)).toHaveLength(678);
});

it('has 1 centre, 7 street stations and 66 rooms', () => {
  const levels = ['COUNTY_CENTRE', 'TOWNSHIP_STATION', 'COMMUNITY_ROOM'];
  expect(levels.map((level) => stations.filter((station) => station.level === level).length)).toEqual([1, 7, 66]);
});

it('has 10 streets and 83 communities, 3 and 17 of them run by the zone', () => {
  const zone = chunks.flatMap(({ civilAffairs }) => civilAffairs.zones)[0];
  const managed = allOf(chunks, ({ civilAffairs }) => civilAffairs.managedBy);
  const streets = divisions.filter(({ level }) => level === 'TOWNSHIP');
  const communities = divisions.filter(({ level }) => level === 'VILLAGE');
  expect([streets.length, communities.length]).toEqual([10, 83]);
  expect(managed.map(({ code }) => code)).toEqual(zone?.memberCodes);
  expect(managed.every(({ managedBy }) => managedBy === zone?.id)).toBe(true);
  expect(communities.filter(({ parentCode }) => managed.some(({ code }) => code === parentCode))).toHaveLength(17);
});

it('adds the money of projects up to 189万元', () => {
  const linked = projects.filter(
    ({ programme }) => programme === programmes.award || programme === programmes.provincial,
  );
  expect(linked).toHaveLength(8);
  expect(sumOf(linked.map(({ fundedFen }) => fundedFen))).toBe(189_000_000);
});

it('adds 200 community funds up to 86.57万元, 9.59万元 from the province and 18.49万元 from the city', () => {
  const own = funds.filter(({ programme }) => programme === programmes.mutualAid);
  expect(own).toHaveLength(200);
  expect(sumOf(own.map(({ raisedFen }) => raisedFen))).toBe(86_570_000);
  const granted = (tier: string) =>
    sumOf(grants.filter((grant) => grant.tier === tier).map(({ amountFen }) => amountFen));
  expect([granted('PROVINCE'), granted('CITY')]).toEqual([9_590_000, 18_490_000]);
});

it('funds each community project by what its funds raised and were granted', () => {
  const own = projects.filter(({ programme }) => programme === programmes.mutualAid);
  expect(own).toHaveLength(200);
  expect(sumOf(own.map(({ fundedFen }) => fundedFen))).toBe(86_570_000 + 9_590_000 + 18_490_000);
});

it('adds linked charity money up to 9.71万元', () => {
  const linked = funds.filter(({ programme }) => programme === programmes.linkage);
  expect(sumOf(linked.map(({ raisedFen }) => raisedFen))).toBe(9_710_000);
});

it('has 70 certified social workers in 100', () => {
  const workers = allOf(chunks, ({ socialWork }) => socialWork.socialWorkers);
  expect(workers.filter(({ certificate }) => certificate !== 'NONE')).toHaveLength(0.7 * workers.length);
});

it('scales figures in proportion, and never to none of what every district has', () => {
  expect(figuresFor(11_200)).toMatchObject({ caseFiles: 2288, deepCases: 1356, raisedYuan: 1_731_400 });
  expect(figuresFor(1)).toMatchObject({ caseFiles: 0, communities: 1, awardProjects: 1 });
});
