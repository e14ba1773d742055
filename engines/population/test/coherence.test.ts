import { ageOn } from '@hub/values';
import { expect, it } from 'vitest';
import { type DirtRates, type DistrictChunk, dirt, hightechZone, planDistrict } from '../src/index.ts';
import { metresBetween } from '../src/places.ts';
import { allOf, chunks, today } from './demonstration.ts';

const residents = allOf(chunks, ({ civilAffairs }) => civilAffairs.residents);
const clients = allOf(chunks, ({ socialWork }) => socialWork.clients);
const needs = allOf(chunks, ({ socialWork }) => socialWork.needs);
const openNeeds = needs.filter(({ status }) => status === 'OPEN');
const volunteers = allOf(chunks, ({ volunteers }) => volunteers.volunteers);
const goods = allOf(chunks, ({ charities }) => charities.goodsStocks);
const truth = allOf(chunks, ({ truth }) => truth);

it('gives every record an id of its own', () => {
  const ids = chunks.flatMap(({ truth: _, ...departments }) =>
    Object.values(departments).flatMap((kinds) =>
      Object.values(kinds as Record<string, readonly { id?: string; code?: string }[]>)
        .flat()
        .flatMap(({ id }) => (id === undefined ? [] : [id])),
    ),
  );
  expect(ids.length).toBeGreaterThan(20_000);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => id !== hightechZone).every((id) => /^[a-z]+_[0-9a-hjkmnp-tv-z]{12}$/.test(id))).toBe(true);
});

it('refers only to what came before or comes with it', () => {
  const known = new Set<string>();
  const broken: string[] = [];
  for (const chunk of chunks) {
    for (const id of idsOf(chunk)) known.add(id);
    for (const [of, id] of referencesOf(chunk)) if (id !== null && !known.has(id)) broken.push(`${of} -> ${id}`);
  }
  expect(broken).toEqual([]);
});

it('knows some people in two, three and four departments', () => {
  const departments = Map.groupBy(truth, ({ personKey }) => personKey);
  const sizes = [...departments.values()].map((records) => new Set(records.map(({ department }) => department)).size);
  expect([1, 2, 3].every((count) => sizes.filter((size) => size === count).length > 100)).toBe(true);
  expect(sizes.filter((size) => size === 4).length).toBeGreaterThan(0);
});

it('has some sixteenth of its volunteers in the ledger', () => {
  const ledger = new Set(
    truth.filter(({ department }) => department === 'civil-affairs').map(({ personKey }) => personKey),
  );
  const helpers = new Set(
    truth.filter(({ department }) => department === 'volunteers').map(({ personKey }) => personKey),
  );
  const both = [...helpers].filter((person) => ledger.has(person)).length / helpers.size;
  expect(both).toBeGreaterThan(0.045);
  expect(both).toBeLessThan(0.075);
});

it('gives 特困 only to the old, to children under 16 and to the disabled', () => {
  const clean = [...planDistrict({ seed: 'tekun', residents: 2000, today, dirt: noSlips }).chunks()];
  const bornOn = new Map(
    allOf(clean, ({ civilAffairs }) => civilAffairs.residents).map((resident) => [resident.id, resident.bornOn]),
  );
  const ages = allOf(clean, ({ civilAffairs }) => civilAffairs.assistanceStatuses)
    .filter(({ category, validTo }) => category === 'TEKUN' && validTo === null)
    .map(({ residentId }) => ageOn(bornOn.get(residentId) ?? today, today));
  expect(ages.length).toBeGreaterThan(20);
  expect(ages.filter((age) => age >= 16 && age < 60)).toEqual([]);
});

it('keeps one status of a resident at a time, from before today, reviewed each year', () => {
  const statuses = allOf(chunks, ({ civilAffairs }) => civilAffairs.assistanceStatuses);
  const current = statuses.filter(({ validTo }) => validTo === null);
  expect(current.length / residents.length).toBeGreaterThan(0.8);
  expect(new Set(current.map(({ residentId }) => residentId)).size).toBe(current.length);
  const wrong = statuses.filter(
    ({ validFrom, validTo, nextReviewOn }) =>
      validFrom > today ||
      (validTo !== null && (validTo <= validFrom || validTo > today)) ||
      (nextReviewOn === null) !== (validTo !== null),
  );
  expect(wrong).toEqual([]);
});

it('opens needs after clients were registered, and closes them after', () => {
  const registered = new Map(clients.map((client) => [client.id, client.registeredOn]));
  const wrong = needs.filter(
    ({ clientId, openedOn, closedOn, status }) =>
      openedOn < (registered.get(clientId) ?? '9') ||
      (closedOn ?? today) < openedOn ||
      (closedOn ?? today) > today ||
      (closedOn === null) !== (status === 'OPEN'),
  );
  expect(wrong).toEqual([]);
});

it('sends only vetted teachers to children for lessons', () => {
  const groups = new Map(clients.map((client) => [client.id, client.groups]));
  const lessons = needs.filter(({ serviceCode }) => serviceCode === 'TUTORING');
  expect(lessons.length).toBeGreaterThan(40);
  for (const { clientId, skill, vettedOnly } of lessons) {
    expect({ skill, vettedOnly }).toEqual({ skill: 'TEACHING', vettedOnly: true });
    expect(groups.get(clientId)).toContain('CHILD_IN_DIFFICULTY');
  }
});

it('asks for closely vetted helpers wherever somebody comes to a child', () => {
  const groups = new Map(clients.map((client) => [client.id, client.groups]));
  const ofChildren = needs.filter(
    ({ clientId, unit }) => unit === 'HOUR' && groups.get(clientId)?.includes('CHILD_IN_DIFFICULTY'),
  );
  expect(ofChildren.length).toBeGreaterThan(60);
  expect(new Set(ofChildren.map(({ safeguarding }) => safeguarding))).toEqual(new Set(['ENHANCED']));
  for (const { safeguarding, vettedOnly } of needs) expect(vettedOnly).toBe(safeguarding !== 'NONE');
});

it('spreads amounts over weeks that add up, and asks a helper for nothing where nobody comes', () => {
  for (const { units, cadenceUnits, cadenceTimes, cadencePeriods } of needs)
    expect((cadenceUnits ?? units) * (cadenceTimes ?? 1) * (cadencePeriods ?? 1)).toBe(units);
  for (const { unit, certificate, genderWish, languageWish } of needs)
    if (unit !== 'HOUR') expect([certificate, genderWish, languageWish]).toEqual([null, null, null]);
});

type Need = (typeof needs)[number];

it.each([
  ['a certificate', ({ certificate }: Need) => certificate !== null, 30, 160],
  ['a wish of gender', ({ genderWish }: Need) => genderWish !== null, 20, 120],
  ['a language that must be', ({ languageMust }: Need) => languageMust, 10, 80],
  ['a cadence', ({ cadencePeriod }: Need) => cadencePeriod !== null, 200, 600],
  ['all or nothing', ({ indivisible }: Need) => indivisible, 5, 60],
] as const)('has open needs with %s, and not too many', (_, asks, least, most) => {
  const count = openNeeds.filter(asks).length;
  expect(count).toBeGreaterThanOrEqual(least);
  expect(count).toBeLessThanOrEqual(most);
});

it('has volunteers with certificates, some of which ended, and with several languages', () => {
  const papers = volunteers.flatMap(({ certificates }) => certificates);
  expect(papers.length).toBeGreaterThan(150);
  expect(papers.filter(({ until }) => until !== null && until < today).length).toBeGreaterThan(2);
  expect(new Set(volunteers.flatMap(({ languages }) => languages)).size).toBeGreaterThan(4);
  expect(volunteers.filter(({ vettedFor, vettedUntil }) => (vettedFor === 'NONE') !== (vettedUntil === null))).toEqual(
    [],
  );
});

it('gives each street a canteen and a room, and holds nothing there outside one part of the week', () => {
  const { serviceOffers, venues, venueSlots } = chunks[0]?.socialWork ?? {
    serviceOffers: [],
    venues: [],
    venueSlots: [],
  };
  const canteens = serviceOffers.filter(({ serviceCode }) => serviceCode === 'MEAL_DELIVERY');
  expect([canteens, venues].map((own) => new Set(own.map(({ stationId }) => stationId)).size)).toEqual([7, 7]);
  const partOf = (hour: number) => (hour < 12 ? 0 : hour < 18 ? 1 : 2);
  for (const { fromHour, toHour } of venueSlots) expect(partOf(toHour - 1)).toBe(partOf(fromHour));
});

it('has needs of every category, unit and urgency', () => {
  const seen = (of: (need: (typeof needs)[number]) => string) => new Set(openNeeds.map(of)).size;
  expect([seen(({ category }) => category), seen(({ unit }) => unit), seen(({ urgency }) => urgency)]).toEqual([
    5, 4, 4,
  ]);
  expect(seen(({ serviceCode }) => serviceCode)).toBe(19);
});

it('has needs that many volunteers could meet, that few could, and that none could', () => {
  const active = volunteers.filter(({ status }) => status === 'ACTIVE');
  const helpers = openNeeds
    .filter(({ unit }) => unit === 'HOUR')
    .map(
      (need) =>
        active.filter(
          (volunteer) =>
            (need.skill === null || volunteer.skills.includes(need.skill)) &&
            (!need.vettedOnly || (volunteer.vettedUntil ?? '') >= today) &&
            (need.windows === 0 || volunteer.windows === 0 || (need.windows & volunteer.windows) !== 0) &&
            metresBetween(need, volunteer) <= volunteer.radiusMetres,
        ).length,
    );
  const count = (from: number, to: number) => helpers.filter((number) => number >= from && number <= to).length;
  expect(count(0, 0)).toBeGreaterThan(20);
  expect(count(1, 3)).toBeGreaterThan(40);
  expect(count(10, Number.POSITIVE_INFINITY)).toBeGreaterThan(300);
});

it('has fewer wheelchairs than are asked for, and more winter clothing', () => {
  const asked = (code: string) =>
    openNeeds.filter(({ serviceCode }) => serviceCode === code).reduce((all, { units }) => all + units, 0);
  const inStock = (code: string) =>
    goods.filter(({ serviceCode }) => serviceCode === code).reduce((all, { quantity }) => all + quantity, 0);
  expect(inStock('WHEELCHAIR')).toBeLessThan(asked('WHEELCHAIR'));
  expect(inStock('WINTER_CLOTHING')).toBeGreaterThan(asked('WINTER_CLOTHING'));
});

it('names one file a person at most, kept where the client is', () => {
  const files = allOf(chunks, ({ socialWork }) => socialWork.caseFiles);
  const stations = new Map(clients.map((client) => [client.id, client.stationId]));
  expect(new Set(files.map(({ clientId }) => clientId)).size).toBe(files.length);
  expect(files.every(({ clientId, stationId }) => stations.get(clientId) === stationId)).toBe(true);
});

const noSlips: Partial<DirtRates> = { ...dirt, birthDateMissing: 0, birthDateTypo: 0 };

function idsOf({ civilAffairs, socialWork, charities, volunteers }: DistrictChunk): string[] {
  const { divisions, zones, households, residents } = civilAffairs;
  const { stations, socialWorkers, clients } = socialWork;
  const frames = [zones, stations, socialWork.venues, charities.charityOrganisations];
  const withId = [...frames, households, residents, socialWorkers, clients];
  return [
    ...divisions.map(({ code }) => code),
    ...withId.flat().map(({ id }) => id),
    ...charities.funds.map(({ id }) => id),
    ...volunteers.volunteerTeams.map(({ id }) => id),
  ];
}

function referencesOf({
  civilAffairs,
  socialWork,
  charities,
  volunteers,
}: DistrictChunk): (readonly [string, string | null])[] {
  const { divisions, managedBy, zones, households, residents, assistanceStatuses } = civilAffairs;
  const { stations, socialWorkers, clients, needs, caseFiles, projects } = socialWork;
  const { serviceOffers, venues, venueSlots } = socialWork;
  const { charityOrganisations, beneficiaries, funds, matchGrants, goodsStocks } = charities;
  const inDivision = [
    ...[
      households,
      residents,
      stations,
      socialWorkers,
      clients,
      needs,
      caseFiles,
      projects,
      charityOrganisations,
    ].flat(),
    ...[serviceOffers, venues, beneficiaries, goodsStocks, volunteers.volunteerTeams, volunteers.volunteers].flat(),
  ];
  return [
    ...divisions.map(({ code, parentCode }) => [code, parentCode] as const),
    ...managedBy.map(({ code, managedBy }) => [code, managedBy] as const),
    ...zones.flatMap(({ id, memberCodes }) => memberCodes.map((code) => [id, code] as const)),
    ...inDivision.map(({ id, divisionCode }) => [id, divisionCode] as const),
    ...residents.map(({ id, householdId }) => [id, householdId] as const),
    ...assistanceStatuses.map(({ id, residentId }) => [id, residentId] as const),
    ...[socialWorkers, clients, needs, caseFiles, projects, serviceOffers, venues]
      .flat()
      .map(({ id, stationId }) => [id, stationId] as const),
    ...venueSlots.map(({ id, venueId }) => [id, venueId] as const),
    ...[needs, caseFiles].flat().map(({ id, clientId }) => [id, clientId] as const),
    ...caseFiles.map(({ id, socialWorkerId }) => [id, socialWorkerId] as const),
    ...[beneficiaries, funds, goodsStocks].flat().map((record) => [record.id, record.charityOrganisationId] as const),
    ...funds.map(({ id, regionCode }) => [id, regionCode] as const),
    ...matchGrants.map(({ id, fundId }) => [id, fundId] as const),
    ...volunteers.volunteers.map(({ id, teamId }) => [id, teamId] as const),
  ];
}
