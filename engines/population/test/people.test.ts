import { ageOn, parseCreditCode, parseMobile, parseResidentIdNumber } from '@hub/values';
import { expect, it } from 'vitest';
import { type DirtRates, type DistrictChunk, dirt, type PersonFields, planDistrict } from '../src/index.ts';
import { metresBetween } from '../src/places.ts';
import { allOf, chunks, today } from './demonstration.ts';

type Record = PersonFields & { readonly id: string };
const peopleOf = (made: readonly DistrictChunk[]): Record[] => [
  ...allOf<Record>(made, ({ civilAffairs }) => civilAffairs.residents),
  ...allOf<Record>(made, ({ socialWork }) => socialWork.clients),
  ...allOf<Record>(made, ({ charities }) => charities.beneficiaries),
  ...allOf<Record>(made, ({ volunteers }) => volunteers.volunteers),
];

const noDirt: DirtRates = {
  ...dirt,
  ...Object.fromEntries(Object.keys(dirt).map((rate) => [rate, 0])),
  duplicate: dirt.duplicate,
};
// Records of one district with and without slips: true people, ids and order are the same.
const clean = [...planDistrict({ seed: 'demonstration', today, dirt: noDirt }).chunks()];
const personOf = new Map(allOf(clean, ({ truth }) => truth).map(({ recordId, personKey }) => [recordId, personKey]));
const firstRecords = ((): Set<string> => {
  const met = new Set<string>();
  const first = allOf(chunks, ({ truth }) => truth).filter(({ department, personKey }) => {
    const key = `${department} ${personKey}`;
    return !met.has(key) && met.add(key);
  });
  return new Set(first.map(({ recordId }) => recordId));
})();
const pairs = ((): (readonly [Record, Record])[] => {
  const truly = new Map(peopleOf(clean).map((record) => [record.id, record]));
  return peopleOf(chunks).flatMap((record) => {
    const actual = truly.get(record.id);
    return actual === undefined || !firstRecords.has(record.id) ? [] : [[record, actual] as const];
  });
})();

it('draws the same people whatever the dirt', () => {
  expect(allOf(clean, ({ truth }) => truth)).toEqual(allOf(chunks, ({ truth }) => truth));
});

it('gives everybody a valid ID number that agrees with birth date and gender, and with nobody else', () => {
  const owners = new Map<string, string>();
  const wrong = peopleOf(clean).filter(({ id, idNumber, bornOn, gender }) => {
    if (idNumber === null) return false; // the slip of a second record
    const parsed = parseResidentIdNumber(idNumber, today);
    const person = personOf.get(id) ?? '';
    const owner = owners.get(idNumber) ?? person;
    owners.set(idNumber, owner);
    const agrees = parsed.ok && parsed.value.bornOn === bornOn && parsed.value.gender === gender;
    return !agrees || parsed.warnings.length > 0 || parsed.value.derived || owner !== person;
  });
  expect(wrong).toEqual([]);
});

const isPlaceholder = (phone: string | null): boolean => {
  const parsed = parseMobile(phone ?? '');
  return phone !== null && (!parsed.ok || phone === '13000000000');
};

it.each<[keyof DirtRates, number, (written: Record, actual: Record) => boolean]>([
  ['nameVariant', dirt.nameVariant, (written, actual) => written.name !== actual.name],
  ['idMissing', dirt.idMissing, ({ idNumber }) => idNumber === null],
  ['idMasked', dirt.idMasked, ({ idNumber }) => /^\d{6}\*{8}\d{3}[\dX]$/.test(idNumber ?? '')],
  [
    'idTypo',
    dirt.idTypo,
    ({ idNumber }) => idNumber?.length === 18 && !idNumber.includes('*') && !parseResidentIdNumber(idNumber).ok,
  ],
  ['idFifteenDigits', dirt.idFifteenDigits, ({ idNumber }) => idNumber?.length === 15],
  ['birthDateMissing', dirt.birthDateMissing, ({ bornOn }) => bornOn === null],
  [
    'birthDateTypo',
    dirt.birthDateTypo,
    (written, actual) => written.bornOn !== null && written.bornOn !== actual.bornOn,
  ],
  ['genderUnknown', dirt.genderUnknown, ({ gender }) => gender === 'UNKNOWN'],
  ['phoneMissing', dirt.phoneMissing, ({ phone }) => phone === null],
  ['placeholderPhone', dirt.placeholderPhone, ({ phone }) => isPlaceholder(phone)],
  ['addressMissing', dirt.addressMissing, ({ address }) => address === null],
])('is dirty at the rate of %s', (_, rate, isDirty) => {
  const observed = pairs.filter(([written, actual]) => isDirty(written, actual)).length / pairs.length;
  // Four standard errors, and a little for those whom a slip cannot touch (a 15-digit number after 1999, a placeholder over nothing).
  const slack = 4 * Math.sqrt((rate * (1 - rate)) / pairs.length) + 0.1 * rate;
  expect(Math.abs(observed - rate)).toBeLessThan(slack);
});

it('gives numbers that are old or a relative’s to some of those who have a phone of their own', () => {
  const given = pairs.filter(([{ phone }]) => phone !== null && !isPlaceholder(phone));
  const other = given.filter(([written, actual]) => written.phone !== actual.phone).length / given.length;
  expect(other).toBeGreaterThan(0.1);
  expect(other).toBeLessThan(0.22);
});

it('writes three people in a hundred of each department down twice', () => {
  const records = peopleOf(clean);
  expect(records.length - firstRecords.size).toBe(
    [5600, 2400, 900, 1434].reduce((all, count) => all + Math.round(count * dirt.duplicate), 0),
  );
});

it('uses only phone numbers that nobody has', () => {
  const unassigned = /^(154|160|163|164|168|169|179|194)\d{8}$/;
  expect(peopleOf(clean).filter(({ phone }) => phone !== null && !unassigned.test(phone))).toEqual([]);
});

it('keeps everybody near their community', () => {
  const places = new Map(
    allOf(chunks, ({ civilAffairs }) => civilAffairs.divisions).map((division) => [division.code, division]),
  );
  const far = allOf(chunks, ({ civilAffairs }) => civilAffairs.residents).filter((resident) => {
    const middle = places.get(resident.divisionCode);
    const limit = Number(resident.divisionCode.slice(9)) >= 200 ? 1000 : 500;
    return middle === undefined || metresBetween(middle, resident) >= limit;
  });
  expect(far).toEqual([]);
});

it('keeps places within the reach of a district', () => {
  const [district, ...others] = allOf(chunks, ({ civilAffairs }) => civilAffairs.divisions).slice(2);
  for (const place of others) expect(district === undefined ? 0 : metresBetween(district, place)).toBeLessThan(10_000);
});

it('writes valid credit codes, each once', () => {
  const codes = allOf(chunks, ({ charities }) => charities.charityOrganisations).map(({ creditCode }) => creditCode);
  expect(new Set(codes).size).toBe(codes.length);
  for (const code of codes) expect(parseCreditCode(code)).toMatchObject({ ok: true, warnings: [] });
});

it('skews the ledger to the old, and has children in it', () => {
  const ages = allOf(clean, ({ civilAffairs }) => civilAffairs.residents).map(({ bornOn }) =>
    ageOn(bornOn ?? today, today),
  );
  const share = (from: number, to: number) => ages.filter((age) => age >= from && age <= to).length / ages.length;
  expect(share(60, 120)).toBeGreaterThan(0.35);
  expect(share(0, 17)).toBeGreaterThan(0.12);
  expect(Math.max(...ages)).toBeLessThan(100);
});

it('has parents older than their children', () => {
  const households = Map.groupBy(
    allOf(clean, ({ civilAffairs }) => civilAffairs.residents),
    ({ householdId }) => householdId,
  );
  const wrong = [...households.values()].filter((members) => {
    const born = (relation: string) =>
      members.filter((member) => member.relationToHead === relation).map(({ bornOn }) => bornOn ?? '');
    const [head = ''] = born('HEAD');
    return born('CHILD').some((child) => child <= head) || born('PARENT').some((parent) => parent >= head);
  });
  expect(wrong).toEqual([]);
});
