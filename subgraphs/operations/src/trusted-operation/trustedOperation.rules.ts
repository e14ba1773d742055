import { createHash } from 'node:crypto';
import { isPurpose, type Purpose, type Viewer } from '@hub/engine-policy';
import { type Language, type Refusal, refuse, type Subject } from '@hub/kernel';
import type { Question, QuestionProblem, QuestionVariable, VariableDefault } from '@hub/schema';
import { parseRelativeDay, resolveRelativeDay } from '@hub/values';
import type { OperationScope, TrustedOperationRow } from './trustedOperation.entity.ts';

/** Owner of what ships with the hub. */
export const hubItself = 'hub';

/** Those who look after the hub see every stored question; everybody sees what is shared, and her own. */
export const visibleOperations = ({ role, subject }: Viewer): OperationScope => ({
  all: role === 'operator' || role === 'auditor',
  owner: subject,
});

const askers: ReadonlySet<string> = new Set([
  'station-worker',
  'street-worker',
  'district-officer',
  'analyst',
  'charity-partner',
  'volunteer-partner',
  'operator',
]);
export const mayRegisterOperations = ({ role }: Viewer): boolean => askers.has(role);
export const mayShareOperations = ({ role }: Viewer): boolean => role === 'operator' || role === 'district-officer';
export const mayRetire = ({ owner }: TrustedOperationRow, { role, subject }: Viewer): boolean =>
  owner === subject || (role === 'operator' && owner !== hubItself);

export const subjectOfOperation = ({ id, organisationId }: TrustedOperationRow): Subject => ({
  id,
  divisionCode: null,
  ownerOrganisationId: organisationId,
  bornOn: null,
});

/** A variable with its type and, where it has one, its default. */
export interface TypedVariable extends Pick<QuestionVariable, 'name' | 'type'> {
  readonly required: boolean;
  readonly value: string | null;
  readonly relative: string | null;
}

export const variablesOf = ({ variables }: Pick<TrustedOperationRow, 'variables'>): readonly TypedVariable[] =>
  JSON.parse(variables) as readonly TypedVariable[];

export interface OperationWish {
  readonly titleZh: string;
  readonly titleEn: string;
  readonly descriptionZh: string;
  readonly descriptionEn: string;
  readonly variables: readonly VariableDefault[];
  readonly purpose: string | null;
  readonly shared: boolean;
}

export interface Registrant {
  readonly owner: string;
  readonly organisationId: string | null;
  readonly now: string;
}

const texts = ['titleZh', 'titleEn', 'descriptionZh', 'descriptionEn'] as const;
const longestText = 500;

/** The next edition of a question, the latest one when nothing of it has changed, or what is wrong with it. */
export function register(
  read: Question | QuestionProblem,
  wish: OperationWish,
  by: Registrant,
  latest: TrustedOperationRow | undefined,
): TrustedOperationRow | Refusal {
  if ('problem' in read) return refuse('OPERATION_DOCUMENT', { ...read });
  if (read.kind === 'CHANGE' && by.owner !== hubItself) return refuse('OPERATION_CHANGES', { name: read.name });
  for (const field of texts) {
    const met = wish[field].trim().length;
    if (met === 0 || met > longestText) return refuse('OPERATION_TEXT', { field, met, most: longestText });
  }
  const variables = typed(read.variables, wish.variables);
  if ('refused' in variables) return variables;
  const next = editionOf(read, wish, by, variables, (latest?.edition ?? 0) + 1);
  return latest && latest.retiredAt === null && contentOf(latest) === contentOf(next) ? latest : next;
}

const contentOf = (row: TrustedOperationRow): string =>
  JSON.stringify([row.hash, row.variables, row.purpose, row.shared, ...texts.map((field) => row[field])]);

function editionOf(
  { name, kind, text, hash }: Question,
  wish: OperationWish,
  { owner, organisationId, now }: Registrant,
  variables: readonly TypedVariable[],
  edition: number,
): TrustedOperationRow {
  const named = createHash('sha256').update([owner, name, edition, hash].join('\n')).digest('hex');
  return {
    id: `operation_${named.slice(0, 24)}`,
    version: 1,
    owner,
    organisationId,
    name,
    edition,
    hash,
    kind,
    document: text,
    titleZh: wish.titleZh.trim(),
    titleEn: wish.titleEn.trim(),
    descriptionZh: wish.descriptionZh.trim(),
    descriptionEn: wish.descriptionEn.trim(),
    variables: JSON.stringify(variables),
    purpose: wish.purpose,
    shared: wish.shared ? 1 : 0,
    latest: 1,
    registeredAt: now,
    retiredAt: null,
  };
}

/** The declared variables with their defaults; a default must be of one kind, and of the variable's type. */
function typed(
  declared: readonly QuestionVariable[],
  defaults: readonly VariableDefault[],
): readonly TypedVariable[] | Refusal {
  const given = new Map(defaults.map((one) => [one.name, one]));
  const unknown = defaults.find(({ name }) => !declared.some((variable) => variable.name === name));
  if (unknown)
    return refuse('OPERATION_VARIABLE', {
      name: unknown.name,
      expected: declared.map(({ name }) => name).join(', ') || '-',
    });
  const variables: TypedVariable[] = [];
  for (const variable of declared) {
    const { value = null, relative = null } = given.get(variable.name) ?? {};
    const wrong = wrongDefault(variable, value, relative);
    if (wrong !== null)
      return refuse('OPERATION_DEFAULT', { name: variable.name, type: variable.type, expected: wrong });
    variables.push({ name: variable.name, type: variable.type, required: variable.isRequired, value, relative });
  }
  return variables;
}

const ofViewer: Readonly<Record<string, (viewer: Pick<Viewer, 'divisions' | 'organisation'>) => string | null>> = {
  'my division': ({ divisions }) => divisions[0] ?? null,
  'my organisation': ({ organisation }) => organisation,
};

/** What would be right in the place of a default that is not. */
function wrongDefault(variable: QuestionVariable, value: string | null, relative: string | null): string | null {
  if (value !== null && relative !== null) return 'a fixed value or a relative one, not both';
  if (relative !== null) {
    if (variable.isList) return 'a fixed value';
    if (relative in ofViewer) return ['ID', 'String'].includes(variable.namedType) ? null : 'a fixed value';
    if (!['CalendarDate', 'String'].includes(variable.namedType)) return 'a fixed value';
    const parsed = parseRelativeDay(relative);
    return parsed.ok ? null : parsed.expected;
  }
  return value === null ? null : wrongValue(variable, value);
}

const formOf: Readonly<Record<string, (value: unknown) => boolean>> = {
  Int: (value) => Number.isInteger(value),
  Float: (value) => typeof value === 'number',
  Boolean: (value) => typeof value === 'boolean',
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string' || Number.isInteger(value),
  CalendarDate: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
};

function wrongValue({ namedType, isList }: QuestionVariable, text: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'JSON';
  }
  const isRight = formOf[namedType];
  if (!isRight || value === null) return null;
  const values = isList && Array.isArray(value) ? value : [value];
  return values.every(isRight) ? null : `a value of the type ${namedType}`;
}

/** The values of the variables for somebody on a day; a given one goes before the default. */
export function resolveVariables(
  variables: readonly TypedVariable[],
  given: Readonly<Record<string, unknown>>,
  viewer: Pick<Viewer, 'divisions' | 'organisation'>,
  today: string,
): Readonly<Record<string, unknown>> {
  const resolved = variables.flatMap((variable): [string, unknown][] => {
    const { name } = variable;
    if (Object.hasOwn(given, name)) return [[name, given[name]]];
    const value = defaultOf(variable, viewer, today);
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(resolved);
}

function defaultOf(
  { value, relative }: TypedVariable,
  viewer: Pick<Viewer, 'divisions' | 'organisation'>,
  today: string,
): unknown {
  if (relative !== null) return resolveRelative(relative, viewer, today);
  return value === null ? undefined : JSON.parse(value);
}

/** What a relative value is for somebody on a day; undefined where it is nothing. */
export function resolveRelative(
  relative: string,
  viewer: Pick<Viewer, 'divisions' | 'organisation'>,
  today: string,
): string | undefined {
  const own = ofViewer[relative];
  if (own) return own(viewer) ?? undefined;
  const parsed = parseRelativeDay(relative);
  return parsed.ok ? resolveRelativeDay(parsed.value, today) : undefined;
}

export const textIn = (zh: string, en: string, language: Language): string => (language === 'zh' ? zh : en);

export const purposeOf = ({ purpose }: TrustedOperationRow): Purpose | null =>
  purpose !== null && isPurpose(purpose) ? purpose : null;

/** The variables of an operation with values of a schedule's own in the place of the defaults, or what is wrong with these. */
export function overridden(
  row: Pick<TrustedOperationRow, 'variables'>,
  overrides: readonly VariableDefault[],
): readonly TypedVariable[] | Refusal {
  const declared = variablesOf(row);
  const own = typed(declared.map(declaredOf), overrides);
  return 'refused' in own ? own : merged(declared, own);
}

const declaredOf = ({ name, type, required }: TypedVariable): QuestionVariable => ({
  name,
  type,
  namedType: type.replace(/[[\]!]/g, ''),
  isList: type.startsWith('['),
  isRequired: required,
});

const merged = (declared: readonly TypedVariable[], own: readonly TypedVariable[]): readonly TypedVariable[] =>
  declared.map((variable, at) => {
    const { value = null, relative = null } = own[at] ?? {};
    return value === null && relative === null ? variable : { ...variable, value, relative };
  });

/** The same, for values that were checked before. */
export const variablesWith = (
  row: Pick<TrustedOperationRow, 'variables'>,
  overrides: readonly VariableDefault[],
): readonly TypedVariable[] => {
  const variables = overridden(row, overrides);
  return 'refused' in variables ? variablesOf(row) : variables;
};

/** Whether a value depends on who asks. */
export const usesViewer = (variables: readonly TypedVariable[]): boolean =>
  variables.some(({ relative }) => relative !== null && relative in ofViewer);
