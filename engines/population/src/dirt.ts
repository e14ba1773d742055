import { isCalendarDate } from '@hub/values';
import { type AddressStyle, addressStyles, writeAddress } from './addresses.ts';
import { writeNameVariant } from './nameVariants.ts';
import type { Person } from './people.ts';
import { placeholderPhones } from './phones.ts';
import { openRandom, type Random } from './random.ts';
import type { PersonFields, TruthRecord } from './records.ts';

export type Department = TruthRecord['department'];

/** How often a department writes something else than what is true; each from 0 to 1, drawn anew for each record. */
export interface DirtRates {
  /** The name in another form: a like-sounding or like-looking sign, other order, a space, another middle dot. */
  readonly nameVariant: number;
  /** No ID number. */
  readonly idMissing: number;
  /** The ID number with stars: `420502********1234`. */
  readonly idMasked: number;
  /** The old form of 15 digits; only for people born before 2000. */
  readonly idFifteenDigits: number;
  /** One digit wrong or two neighbours swapped: never passes the check of GB 11643. */
  readonly idTypo: number;
  readonly birthDateMissing: number;
  /** Day and month swapped, a year off by one or ten, or 1 January. */
  readonly birthDateTypo: number;
  readonly genderUnknown: number;
  readonly phoneMissing: number;
  /** A number that the person no longer has, where it is not a relative's. */
  readonly oldPhone: number;
  /** The number of a relative, though the person has one; who has none gives it always. */
  readonly sharedHouseholdPhone: number;
  /** What people type where they have no number. */
  readonly placeholderPhone: number;
  readonly addressMissing: number;
  /** The address in another form than the department usually writes. */
  readonly addressVariant: number;
  /** Only the street instead of the community; at charities and volunteers, whose forms do not ask further. */
  readonly divisionCoarse: number;
  /** Records of a department that are a second one of the same person. */
  readonly duplicate: number;
}

/** The rates of the demonstration, the same for each department. Ours: often enough that each kind of slip matters. */
export const dirt: DirtRates = {
  nameVariant: 0.04,
  idMissing: 0.08,
  idMasked: 0.05,
  idFifteenDigits: 0.006,
  idTypo: 0.005,
  birthDateMissing: 0.03,
  birthDateTypo: 0.01,
  genderUnknown: 0.02,
  phoneMissing: 0.06,
  oldPhone: 0.15,
  sharedHouseholdPhone: 0.05,
  placeholderPhone: 0.01,
  addressMissing: 0.04,
  addressVariant: 0.3,
  divisionCoarse: 0.15,
  duplicate: 0.03,
};

/** The given rates over the usual ones; refuses what is no probability, and ID numbers that would be dirty more than always. */
export function dirtWith(changes: Partial<DirtRates>): DirtRates {
  const rates = { ...dirt, ...changes };
  for (const [rate, value] of Object.entries(rates)) {
    if (!(value >= 0 && value <= 1)) throw new RangeError(`Met dirt.${rate} of ${value} when expecting 0 to 1.`);
  }
  const ids = rates.idMissing + rates.idMasked + rates.idFifteenDigits + rates.idTypo;
  if (ids > 1) throw new RangeError(`Met rates of dirty ID numbers that add up to ${ids} when expecting at most 1.`);
  return rates;
}

const houseStyles: Readonly<Record<Department, AddressStyle>> = {
  'civil-affairs': 'FULL',
  'social-work': 'SHORT',
  charities: 'COMMUNITY',
  volunteers: 'BUILDING_WORD',
};

/** Where a record is kept. */
export interface Keeper {
  readonly department: Department;
  readonly divisionCode: string;
  readonly ownerOrganisationId: string;
}

/** What a department writes down about a person. */
export function writeDown(random: Random, person: Person, keeper: Keeper, rates: DirtRates): PersonFields {
  return {
    name: random.chance(rates.nameVariant) ? writeNameVariant(random, person.name) : person.writtenName,
    idNumber: writeIdNumber(random, person, rates),
    bornOn: writeBirthDate(random, person.bornOn, rates),
    gender: random.chance(rates.genderUnknown) ? 'UNKNOWN' : person.gender,
    phone: writePhone(random, person, rates),
    address: writeHome(random, person, keeper.department, rates),
    divisionCode: keeper.divisionCode,
    ownerOrganisationId: keeper.ownerOrganisationId,
  };
}

/** What the department writes when it meets the person a second time: as dirty as ever, and one slip more. */
export function writeAgain(random: Random, person: Person, keeper: Keeper, rates: DirtRates): PersonFields {
  const fields = writeDown(random, person, keeper, rates);
  const slip = random.below(4);
  if (slip === 0) return { ...fields, name: writeNameVariant(random, person.name) };
  if (slip === 1) return { ...fields, idNumber: null };
  if (slip === 2) return { ...fields, phone: fields.phone === person.oldPhone ? null : person.oldPhone };
  return { ...fields, address: writeAddress(person.home.address, 'NO_ROOM') };
}

function writeIdNumber(random: Random, { idNumber, bornOn }: Person, rates: DirtRates): string | null {
  let point = random.next();
  const falls = (rate: number): boolean => {
    point -= rate;
    return point < 0;
  };
  if (falls(rates.idMissing)) return null;
  if (falls(rates.idMasked)) return `${idNumber.slice(0, 6)}********${idNumber.slice(14)}`;
  if (falls(rates.idTypo)) return mistyped(random, idNumber);
  if (falls(rates.idFifteenDigits) && bornOn < '2000') return `${idNumber.slice(0, 6)}${idNumber.slice(8, 17)}`;
  return idNumber;
}

function mistyped(random: Random, idNumber: string): string {
  const place = random.between(0, 15);
  const [digit = '', next = ''] = idNumber.slice(place, place + 2);
  const slip =
    digit !== next && random.chance(0.4) ? `${next}${digit}` : `${(Number(digit) + random.between(1, 9)) % 10}${next}`;
  return `${idNumber.slice(0, place)}${slip}${idNumber.slice(place + 2)}`;
}

function writeBirthDate(random: Random, bornOn: string, rates: DirtRates): string | null {
  if (random.chance(rates.birthDateMissing)) return null;
  if (!random.chance(rates.birthDateTypo)) return bornOn;
  const [year = '', month = '', day = ''] = bornOn.split('-');
  const slips = [
    `${year}-${day}-${month}`,
    `${year}-01-01`,
    `${Number(year) - 1}-${month}-${day}`,
    `${Number(year) - 10}-${month}-${day}`,
  ];
  return random.pick(slips.filter((slip) => slip !== bornOn && isCalendarDate(slip)));
}

function writePhone(random: Random, { phone, oldPhone, home }: Person, rates: DirtRates): string | null {
  if (random.chance(rates.phoneMissing)) return null;
  if (random.chance(rates.placeholderPhone)) return random.pick(placeholderPhones);
  if (phone === null || random.chance(rates.sharedHouseholdPhone)) return home.phone;
  return random.chance(rates.oldPhone) ? oldPhone : phone;
}

function writeHome(random: Random, { home }: Person, department: Department, rates: DirtRates): string | null {
  if (random.chance(rates.addressMissing)) return null;
  const usual = houseStyles[department];
  const style = random.chance(rates.addressVariant) ? random.pick(addressStyles) : usual;
  return writeAddress(home.address, style);
}

/** The stream of a department's slips in one community, apart from all that is true. */
export function openDirt(seed: string, department: Department, community: number): Random {
  return openRandom(seed, 'dirt', department, community);
}
