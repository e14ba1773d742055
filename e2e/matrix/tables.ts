import { readFileSync } from 'node:fs';

const page = readFileSync(new URL('../../docs/access-matrix.md', import.meta.url), 'utf8');

/** The table under a heading of the page: each row by the names of its columns. */
export function tableUnder(heading: string): readonly Readonly<Record<string, string>>[] {
  const section = page.slice(page.indexOf(`## ${heading}`)).split('\n## ')[0] ?? '';
  const [head, , ...rows] = section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map(cellsOf);
  return rows.map((row) => Object.fromEntries((head ?? []).map((name, place) => [name, row[place] ?? ''])));
}

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

const letters: Readonly<Record<string, string>> = {
  R: 'REFERENCE',
  C: 'CASE',
  P: 'PERSONAL',
  K: 'CONTACT',
  I: 'IDENTIFIER',
  A: 'ASSISTANCE',
  S: 'SENSITIVE',
  G: 'AGGREGATE',
  O: 'OVERSIGHT',
};

const classesIn = (cell: string): ReadonlySet<string> =>
  new Set(cell === '–' ? [] : [...cell].map((letter) => letters[letter] ?? `unknown letter ${letter}`));

export interface Row {
  readonly role: string;
  readonly purpose: string | null;
  readonly basis: string | null;
  readonly classes: ReadonlySet<string>;
}

/** Sections 1 and 2 of the page. */
export const byPurpose: readonly Row[] = tableUnder('1.').flatMap(({ Role: role = '', ...cells }) =>
  Object.entries(cells).map(([purpose, cell]) => ({
    role,
    purpose: purpose === 'no purpose' ? null : purpose,
    basis: null,
    classes: classesIn(cell),
  })),
);
export const byBasis: readonly Row[] = tableUnder('2.').map((row) => ({
  role: row.Role ?? '',
  purpose: row.Purpose ?? '',
  basis: row.Basis ?? '',
  classes: classesIn(row.Classes ?? ''),
}));

const scopes = new Map(tableUnder('3.').map(({ Role = '', ...kinds }) => [Role, kinds]));

/** Whether a role sees a record of a kind, by what the page says of it. */
export function isVisible(role: string, kind: string, place: 'own' | 'other' | 'out', unit: string | null): boolean {
  const [scope, units] = (scopes.get(role)?.[kind] ?? 'not on the page').split(', ');
  if (units === 'hours' && unit !== 'HOUR') return false;
  if (units === 'money and goods' && unit !== 'FEN') return false;
  switch (scope) {
    case 'in place':
      return place !== 'out';
    case 'own':
    case 'served':
      return place === 'own';
    case 'none':
      return false;
    default:
      throw new Error(`The page says "${scope}" of the ${kind} for the ${role}.`);
  }
}

const minors = tableUnder('4.');
const protectedClasses: ReadonlySet<string> = new Set(['PERSONAL', 'CONTACT', 'IDENTIFIER', 'ASSISTANCE', 'SENSITIVE']);
const agesOnPage = { adult: '18 or older', youth: '14 to 17', child: 'under 14' } as const;

/** Whether a class of a record is given at this age, by what the page says of minors. */
export function isGivenAt(age: keyof typeof agesOnPage, fieldClass: string, basis: string, approved: boolean): boolean {
  if (!protectedClasses.has(fieldClass)) return true;
  const row = minors.find((one) => one.Age === agesOnPage[age] && (one.Basis === 'any' || one.Basis === basis));
  return row?.[approved ? 'With approval' : 'Without approval'] === 'given';
}
