import { type MatchOutcome, match, openRun } from '@hub/engine-matching';
import { seedDistrict } from '@hub/hub';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, openHouse } from '../house.ts';
import { type Case, chooseCases, costOfMoving, kinds } from './cases.ts';
import { type District, type Owned, plan, readDistrict } from './district.ts';
import { metresBetween, minutesOf, obstaclesOf, placeOf, reachOf, told } from './facts.ts';
import { askNeeds, askResourceIds, matchAnew, pageOf, type Told } from './page.ts';

let house: House;
let district: District;
let outcome: MatchOutcome;
let cases: readonly Case[];
let tellings: Readonly<Record<'zh' | 'en', ReadonlyMap<string, Told>>>;

beforeAll(async () => {
  house = await openHouse('embedded', 'SQLite', {
    load: (subgraphs, folder) => seedDistrict(plan, { folder, subgraphs, onProgress: () => {} }),
  });
  await matchAnew(house);
  district = readDistrict(await askResourceIds(house));
  outcome = openRun(district.input).outcome();
  cases = chooseCases(district.input);
  tellings = { zh: await askNeeds(house, 'zh'), en: await askNeeds(house, 'en') };
}, 240_000);
afterAll(() => house.close());

const caseOf = (k: number): Case => {
  const one = cases[k];
  if (one === undefined) throw new Error(`There is no case ${k}.`);
  return one;
};
const ofNeed = (one: Case, language: 'zh' | 'en' = 'en'): Told => {
  const answer = tellings[language].get(one.need.id);
  if (answer === undefined) throw new Error(`The hub tells nothing of ${one.need.id}.`);
  return answer;
};
const ownedBy = (id: string): Owned => {
  const owned = district.owned.get(id);
  if (owned === undefined) throw new Error(`Nobody owns ${id}.`);
  return owned;
};

const providerNameOf = ({ kind, record }: Owned): string | undefined => {
  const { volunteers, charities, socialWork } = district.records;
  if (kind === 'VOLUNTEER_TIME') return volunteers.volunteerTeams.find(({ id }) => id === record.teamId)?.name;
  if (kind === 'TEAM') return record.name;
  if (kind === 'CASELOAD' || kind === 'SERVICE' || kind === 'VENUE_SLOT')
    return socialWork.stations.find(({ id }) => id === record.stationId)?.name;
  return charities.charityOrganisations.find(({ id }) => id === record.charityOrganisationId)?.name;
};

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const timesIn = (windows: number): string[] =>
  ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
    .flatMap((day) => [`${day} morning`, `${day} afternoon`, `${day} evening`])
    .filter((_, bit) => (windows >> bit) & 1);
const metresTo = (one: Case, owned: Owned): number => {
  const place = placeOf(district, owned);
  return place === null ? Number.NaN : metresBetween(one.need, place);
};

/** What each reason claims, read from the departments' records; the numbers and days in its sentence are compared with these. */
const claims: Readonly<Record<string, (one: Case, owned: Owned, text: string) => void>> = {
  SERVICE_FITS: (one, owned) => expect(obstaclesOf(district, one.need, owned)).not.toContain('SERVICE'),
  URGENT: ({ need }, _, text) =>
    expect(text).toContain({ HIGH: 'within a week', CRITICAL: 'at once' }[String(need.urgency)]),
  WAITED: ({ need }, _, text) => expect(text).toContain(`: ${daysBetween(need.openedOn, plan.today)}.`),
  NEAR: (one, owned, text) => {
    const radius = reachOf(owned);
    expect(metresTo(one, owned)).toBeLessThanOrEqual(radius + 0.5);
    expect(text).toContain(`about ${told(metresTo(one, owned))} metres`);
    expect(text).toContain(`reach of ${radius} metres`);
  },
  OWN_COMMUNITY: ({ need }, owned) =>
    expect(
      owned.kind === 'FUND' ? owned.record.regionCode : 'divisionCode' in owned.record && owned.record.divisionCode,
    ).toBe(need.community),
  IN_REGION: (one, owned) => expect(obstaclesOf(district, one.need, owned)).not.toContain('REGION'),
  SKILL_FITS: ({ need }, owned) => expect('skills' in owned.record ? owned.record.skills : []).toContain(need.skill),
  VETTED: (_, owned, text) => {
    const until = 'vettedUntil' in owned.record ? (owned.record.vettedUntil ?? '') : '';
    expect(until >= plan.today).toBe(true);
    expect(text).toContain(until);
  },
  VETTED_CLOSELY: (_, owned, text) => {
    const record = owned.kind === 'VOLUNTEER_TIME' ? owned.record : null;
    expect(record?.vettedFor).toBe('ENHANCED');
    expect((record?.vettedUntil ?? '') >= plan.today).toBe(true);
    expect(text).toContain(record?.vettedUntil);
  },
  CERTIFIED: ({ need }, owned) =>
    expect(owned.kind === 'VOLUNTEER_TIME' ? owned.record.certificates.map(({ code }) => code) : []).toContain(
      need.certificate,
    ),
  GENDER_AS_WISHED: ({ need }, owned, text) => {
    expect(owned.kind === 'VOLUNTEER_TIME' && owned.record.gender).toBe(need.gender?.is);
    expect(text).toContain(`: ${need.gender?.is.toLowerCase()}.`);
  },
  LANGUAGE_AS_WISHED: ({ need }, owned) =>
    expect(owned.kind === 'VOLUNTEER_TIME' ? owned.record.languages : []).toContain(need.language?.is),
  ENOUGH_HELPERS: ({ need }, owned, text) => {
    expect(owned.kind === 'TEAM' ? owned.record.together : 1).toBeGreaterThanOrEqual(need.helpers ?? 1);
    expect(text).toContain(String(need.helpers));
  },
  WITHIN_TIME: (one, owned, text) => {
    const { travelMode, travelMinutes } = owned.kind === 'VOLUNTEER_TIME' ? owned.record : {};
    const minutes = minutesOf(Math.round(metresTo(one, owned)), travelMode ?? 'WALK');
    expect(minutes).toBeLessThanOrEqual(travelMinutes ?? 0);
    expect(text).toContain(`about ${minutes} minutes`);
    expect(text).toContain(`${travelMinutes} minutes.`);
  },
  TIME_FITS: ({ need }, owned, text) => {
    const common = 'windows' in owned.record ? timesIn(owned.record.windows & need.windows) : [];
    expect(common.length).toBeGreaterThan(0);
    expect(text).toContain(common.join(', '));
  },
  GROUP_FITS: ({ need }, owned) =>
    expect(
      'beneficiaryGroups' in owned.record &&
        owned.record.beneficiaryGroups.some((group) => need.groups.includes(group)),
    ).toBe(true),
  RESTRICTED_FIRST: (_, owned) => expect(owned.kind === 'FUND' && owned.record.restricted).toBe(true),
  EXPIRES_SOON: (_, owned, text) => {
    const until = 'expiresOn' in owned.record ? (owned.record.expiresOn ?? '') : '';
    expect(daysBetween(plan.today, until)).toBeGreaterThanOrEqual(0);
    expect(daysBetween(plan.today, until)).toBeLessThanOrEqual(60);
    expect(text).toContain(until);
  },
};

/** Every record of a department that offers the service, with what keeps it from the need. */
const offering = (one: Case) =>
  [...district.owned.values()]
    .map((owned) => ({ owned, broken: obstaclesOf(district, one.need, owned) }))
    .filter(({ broken }) => !broken.includes('SERVICE'));
const onlyBy = (one: Case, obstacle: string) => offering(one).filter(({ broken }) => broken.join() === obstacle);
const isSpent = (one: Case): void => {
  const fitting = offering(one).filter(({ broken }) => broken.length === 0);
  expect(fitting.length).toBeGreaterThan(0);
  for (const { owned } of fitting) expect(leftOf(owned)).toBe(0);
};
const leftOf = (owned: Owned): number => {
  const [id] = [...district.owned].find(([, known]) => known === owned) ?? [''];
  const given = outcome.resources.find(({ resourceId }) => resourceId === id);
  return (given?.capacity ?? 0) - (given?.proposedUnits ?? 0);
};

const obstacles: Readonly<Record<string, (one: Case, text: string) => void>> = {
  ALL_TAKEN: (one) => isSpent(one),
  NONE_NEAR: (one, text) => {
    expect(offering(one).filter(({ broken }) => broken.length === 0)).toEqual([]);
    const metres = onlyBy(one, 'DISTANCE').map(({ owned }) => told(metresTo(one, owned)));
    expect(metres).toContain(Number(/about (\d+) metres/.exec(text)?.[1]));
  },
  NONE_VETTED: (one) => {
    expect(offering(one).filter(({ broken }) => broken.length === 0)).toEqual([]);
    expect(onlyBy(one, 'VETTING').length).toBeGreaterThan(0);
  },
  NONE_AT_THE_TIME: (one) => {
    expect(offering(one).filter(({ broken }) => broken.length === 0)).toEqual([]);
    expect(onlyBy(one, 'TIME').length).toBeGreaterThan(0);
  },
  NONE_WITH_SKILL: (one) => {
    expect(offering(one).filter(({ broken }) => broken.length === 0)).toEqual([]);
    expect(onlyBy(one, 'SKILL').length).toBeGreaterThan(0);
  },
  NONE_CERTIFIED: (one) => {
    expect(offering(one).filter(({ broken }) => broken.length === 0)).toEqual([]);
    expect(onlyBy(one, 'CERTIFICATE').length).toBeGreaterThan(0);
  },
  NONE_AS_WISHED: (one) => {
    expect(offering(one).filter(({ broken }) => broken.length === 0)).toEqual([]);
    expect([...onlyBy(one, 'GENDER'), ...onlyBy(one, 'LANGUAGE')].length).toBeGreaterThan(0);
  },
  NONE_FOR_THE_GROUP: (one) => {
    expect(offering(one).filter(({ broken }) => broken.length === 0)).toEqual([]);
    expect(onlyBy(one, 'GROUP').length).toBeGreaterThan(0);
  },
  SEVERAL_OBSTACLES: (one) => expect(offering(one).filter(({ broken }) => broken.length === 0)).toEqual([]),
  CAP_REACHED: (one) => {
    const given = offering(one).filter(({ broken }) => broken.length === 0);
    expect(
      given.some(({ owned }) => owned.kind === 'FUND' && owned.record.perPersonCapFen !== null && leftOf(owned) > 0),
    ).toBe(true);
  },
};

test('the page is as the hub would tell it today', async () => {
  await expect(pageOf(cases, district, tellings)).toMatchFileSnapshot('../../docs/explanations.md');
}, 240_000);

describe.each(kinds.map(({ title }, k) => ({ k, name: title.en })))('$name', ({ k }) => {
  test('is answered by the hub as by a second reading of the records', () => {
    const { answer, need } = caseOf(k);
    const hub = ofNeed(caseOf(k));
    const proposed = hub.matches.filter(({ standing }) => standing === 'PROPOSED');
    expect(proposed.map(({ resource, units, unitsAMonth }) => [resource.id, unitsAMonth ?? units])).toEqual(
      answer.proposed.map(({ resourceId, units }) => [resourceId, units]),
    );
    expect(hub.unmet?.code).toBe(answer.unmet?.code);
    expect(hub.units).toBeGreaterThanOrEqual(need.units);
    expect(proposed.reduce((sum, { units }) => sum + units, hub.unmet?.units ?? 0)).toBe(hub.units);
  });

  test('names providers, places and days as the departments recorded them', () => {
    const hub = ofNeed(caseOf(k));
    const { socialWork, civilAffairs } = district.records;
    const need = socialWork.needs.find(({ id }) => id === caseOf(k).need.id);
    expect(hub.openedOn).toBe(need?.openedOn);
    expect(hub.division.name).toBe(civilAffairs.divisions.find(({ code }) => code === need?.divisionCode)?.name);
    expect(hub.station?.name).toBe(socialWork.stations.find(({ id }) => id === need?.stationId)?.name);
    for (const { resource, distanceMetres } of hub.matches) {
      const owned = ownedBy(resource.id);
      expect(resource.provider?.name).toBe(providerNameOf(owned));
      if (distanceMetres !== null) expect(distanceMetres).toBe(told(metresTo(caseOf(k), owned)));
    }
  });

  test('breaks no rule, and every reason is true', () => {
    const one = caseOf(k);
    const chinese = ofNeed(one, 'zh');
    ofNeed(one).matches.forEach(({ resource, reasons }, at) => {
      const owned = ownedBy(resource.id);
      expect(obstaclesOf(district, one.need, owned)).toEqual([]);
      for (const { code, text } of reasons) {
        const claim = claims[code];
        if (claim === undefined) throw new Error(`Nothing holds the reason ${code} against the records.`);
        claim(one, owned, text);
      }
      // The same numbers stand in both languages.
      const figures = (text: string): readonly string[] => (text.match(/\d[\d-]*/g) ?? []).toSorted();
      expect(chinese.matches[at]?.reasons.map(({ text }) => figures(text))).toEqual(
        reasons.map(({ text }) => figures(text)),
      );
    });
  });

  test('gives no more than there is', () => {
    for (const { resource } of ofNeed(caseOf(k)).matches)
      expect(leftOf(ownedBy(resource.id))).toBeGreaterThanOrEqual(0);
  });

  test('tells truly what the next in line would cost, and why the rest is missing', () => {
    const one = caseOf(k);
    const hub = ofNeed(one);
    const next = hub.matches.find(({ standing }) => standing === 'ALTERNATIVE');
    const cost = costOfMoving(district.input, one);
    if (cost !== null) {
      expect(next?.resource.id).toBe(one.answer.alternatives[0]?.resourceId);
      expect(cost).toBeGreaterThanOrEqual(next?.regret ?? 0);
    }
    if (hub.unmet === null) return;
    const holds = obstacles[hub.unmet.code];
    if (holds === undefined) throw new Error(`Nothing holds ${hub.unmet.code} against the records.`);
    holds(one, hub.unmet.text);
  });
});

test('fairness alone gives the need of that case its turn', () => {
  const one = cases.find(({ kind }) => kind.isAboutFairness);
  const { policy } = district.input;
  const unfair = match({ ...district.input, policy: { ...policy, fairness: { points: 0, tiers: 1 } } });
  expect(unfair.needs.find(({ needId }) => needId === one?.need.id)?.proposedUnits).toBe(0);
});
