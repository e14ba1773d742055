import { type Age, ages, type Place, places } from './district.ts';

/** A record that is asked for by its id, and a field of each class that it has. */
export interface Probe {
  readonly kind: string;
  readonly place: Place;
  /** Whose age counts; a record that is not itself a person's has none. */
  readonly age: Age;
  readonly unit: string | null;
  readonly alias: string;
  readonly field: string;
}

interface Kind {
  readonly kind: string;
  readonly root: string;
  readonly prefix: string;
  readonly ofPerson: boolean;
  readonly units?: readonly string[];
  /** By class, what is selected; its first field has a value in every record. */
  readonly classes: Readonly<Record<string, string>>;
}

const kinds: readonly Kind[] = [
  {
    kind: 'resident',
    root: 'resident',
    prefix: 'resident',
    ofPerson: true,
    classes: {
      REFERENCE: 'household { id }',
      PERSONAL: 'displayName',
      CONTACT: 'phone',
      IDENTIFIER: 'idNumber',
      ASSISTANCE: 'assistance { id }',
      SENSITIVE: 'livingSituation',
    },
  },
  {
    kind: 'household',
    root: 'household',
    prefix: 'household',
    ofPerson: false,
    classes: { REFERENCE: 'members { id }', CONTACT: 'address', ASSISTANCE: 'monthlyIncomePerHeadFen' },
  },
  {
    kind: 'client',
    root: 'client',
    prefix: 'client',
    ofPerson: true,
    classes: {
      REFERENCE: 'person { id }',
      PERSONAL: 'displayName',
      CONTACT: 'phone',
      IDENTIFIER: 'idNumber',
      ASSISTANCE: 'groups',
    },
  },
  {
    kind: 'need',
    root: 'need',
    prefix: 'need',
    ofPerson: false,
    units: ['HOUR', 'FEN'],
    classes: { CASE: 'urgency' },
  },
  { kind: 'case file', root: 'caseFile', prefix: 'case', ofPerson: false, classes: { CASE: 'stage' } },
  {
    kind: 'beneficiary',
    root: 'beneficiary',
    prefix: 'beneficiary',
    ofPerson: true,
    classes: {
      REFERENCE: 'person { id }',
      PERSONAL: 'displayName',
      CONTACT: 'phone',
      IDENTIFIER: 'idNumber',
      ASSISTANCE: 'groups',
    },
  },
  {
    kind: 'volunteer',
    root: 'volunteer',
    prefix: 'volunteer',
    ofPerson: true,
    classes: { REFERENCE: 'person { id }', PERSONAL: 'number', CONTACT: 'phone', IDENTIFIER: 'idNumber' },
  },
];

export const classesOf = (kind: string): Readonly<Record<string, string>> =>
  kinds.find((one) => one.kind === kind)?.classes ?? {};

const probesOf = ({ kind, root, prefix, ofPerson, units, classes }: Kind): readonly Probe[] =>
  places.flatMap((place) =>
    ages.flatMap((age) =>
      (units ?? [null]).map((unit) => {
        const id = [prefix, place, age, ...(unit ? [unit] : [])].join('_');
        const field = `${id}: ${root}(id: "${id}") { id ${Object.values(classes).join(' ')} }`;
        return { kind, place, age: ofPerson ? age : ('adult' as const), unit, alias: id, field };
      }),
    ),
  );

/** All records, in documents that keep the bounds of the door. */
export const probes: readonly (readonly Probe[])[] = kinds.flatMap((kind) => {
  const all = probesOf(kind);
  return Array.from({ length: Math.ceil(all.length / 18) }, (_, place) => all.slice(place * 18, place * 18 + 18));
});

/** Classes that are not of a record: what is asked for them; where it is given, there is a text in the answer. */
export const wholes: Readonly<Record<string, string>> = {
  AGGREGATE: 'residentStatistics(table: GENDER) { rows { placeId } }',
  OVERSIGHT: 'auditEntries(first: 1) { edges { node { action } } }',
};
