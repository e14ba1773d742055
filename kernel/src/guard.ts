import {
  defaultFieldResolver,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLSchema,
  getDirectiveValues,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import { HubError } from './errors.ts';
import type { Disclosure, Withheld } from './subgraph.ts';

/** Whom a record is about, and where it belongs: what the policy needs to know of a row. */
export interface Subject {
  readonly id: string;
  readonly divisionCode: string | null;
  readonly ownerOrganisationId: string | null;
  /** Day of birth, YYYY-MM-DD, where the record is about a person and it is known. */
  readonly bornOn: string | null;
  /** Records of the people that a record is about which is not itself a person's, as `Type:id`. */
  readonly about?: readonly string[];
}

export type Verdict =
  | { readonly allowed: true; readonly logged: boolean; readonly minor: boolean }
  | { readonly allowed: false; readonly needed: string };

/** The policy engine, bound to one viewer and day; without a subject it judges filters and orders. */
export type Decide = (fieldClass: string, subject: Subject | null) => Verdict;

/** Decides on every classed field of one request, and keeps what was disclosed and withheld. */
export interface Guard {
  readonly decide: Decide;
  disclose(type: string, subject: Subject, fieldClass: string, minor: boolean): void;
  withhold(field: string, fieldClass: string, needed: string): void;
  disclosures(): readonly Disclosure[];
  withheld(): readonly Withheld[];
}

export function createGuard(decide: Decide): Guard {
  const disclosed = new Map<string, Disclosure & { readonly classes: string[]; readonly about: string[] }>();
  const withheld = new Map<string, Withheld>();
  return {
    decide,
    disclose(type, { id, about = [] }, fieldClass, minor) {
      const key = `${type}:${id}`;
      const entry = disclosed.get(key);
      if (!entry) {
        disclosed.set(key, { type, id, about: [...about], minor, classes: [fieldClass] });
        return;
      }
      if (!entry.classes.includes(fieldClass)) entry.classes.push(fieldClass);
      // Several rows may bear one id: each says whom it is about.
      entry.about.push(...about.filter((record) => !entry.about.includes(record)));
    },
    withhold: (field, fieldClass, needed) => void withheld.set(field, { field, fieldClass, needed }),
    disclosures: () => [...disclosed.values()].map((entry) => ({ ...entry, classes: entry.classes.toSorted() })),
    withheld: () => [...withheld.values()],
  };
}

/** For each object type with a classed field: the subject of one of its rows. */
export type Subjects = Readonly<Record<string, (row: never) => Subject>>;

interface GuardedContext {
  readonly guard: Guard;
}

type Resolver = (source: unknown, args: Record<string, unknown>, context: GuardedContext, info: never) => unknown;

/** Wraps the resolvers of all classed fields once; opening fails where a type with classed fields has no subject. */
export function guardSchema(schema: GraphQLSchema, subjects: Subjects): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    for (const field of Object.values(type.getFields())) {
      guardArguments(schema, field);
      const fieldClass = classOf(schema, field);
      if (fieldClass === undefined || fieldClass === 'PUBLIC') continue;
      const subjectOf = subjects[type.name] as ((row: unknown) => Subject) | undefined;
      if (!subjectOf)
        throw new Error(`Type ${type.name} has a field of class ${fieldClass}, but its rules export no subjectOf.`);
      guardField(field, type.name, fieldClass, subjectOf);
    }
  }
  return schema;
}

function guardField(
  field: GraphQLField<unknown, unknown>,
  type: string,
  fieldClass: string,
  subjectOf: (row: unknown) => Subject,
): void {
  const inner = (field.resolve ?? defaultFieldResolver) as Resolver;
  const name = `${type}.${field.name}`;
  const guarded: Resolver = (source, args, context, info) => {
    const subject = subjectOf(source);
    const verdict = context.guard.decide(fieldClass, subject);
    if (!verdict.allowed) {
      context.guard.withhold(name, fieldClass, verdict.needed);
      return null;
    }
    if (verdict.logged) context.guard.disclose(type, subject, fieldClass, verdict.minor);
    return inner(source, args, context, info);
  };
  field.resolve = guarded as typeof field.resolve & {};
}

/** Classes that the value of an argument touches: its own, and those of the input fields and enum values in it. */
type ClassesIn = (value: unknown) => readonly string[];

function guardArguments(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>): void {
  const checks = field.args.flatMap((argument) => {
    const classesIn = classesOfInput(schema, argument);
    return classesIn ? [{ name: argument.name, classesIn }] : [];
  });
  if (checks.length === 0) return;
  const inner = (field.resolve ?? defaultFieldResolver) as Resolver;
  const guarded: Resolver = (source, args, context, info) => {
    for (const { name, classesIn } of checks) {
      if (args[name] === undefined || args[name] === null) continue;
      for (const fieldClass of classesIn(args[name])) {
        const verdict = context.guard.decide(fieldClass, null);
        if (verdict.allowed) continue;
        throw new HubError('FORBIDDEN', 'FORBIDDEN_ARGUMENT', { argument: name, fieldClass, needed: verdict.needed });
      }
    }
    return inner(source, args, context, info);
  };
  field.resolve = guarded as typeof field.resolve & {};
}

function classesOfInput(schema: GraphQLSchema, input: GraphQLArgument | GraphQLInputField): ClassesIn | undefined {
  const own = classOf(schema, input);
  const type = getNamedType(input.type);
  const parts: ClassesIn[] = own === undefined || own === 'PUBLIC' ? [] : [() => [own]];
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).flatMap((field) => {
      const classesIn = classesOfInput(schema, field);
      return classesIn ? [{ name: field.name, classesIn }] : [];
    });
    if (fields.length > 0) {
      parts.push((value) =>
        fields.flatMap(({ name, classesIn }) => {
          const part = (value as Record<string, unknown>)[name];
          return part === undefined || part === null ? [] : classesIn(part);
        }),
      );
    }
  }
  if (isEnumType(type)) {
    const classes = new Map(
      type.getValues().flatMap((value) => {
        const fieldClass = classOf(schema, value);
        return fieldClass && fieldClass !== 'PUBLIC' ? [[value.value as unknown, fieldClass] as const] : [];
      }),
    );
    if (classes.size > 0) parts.push((value) => [classes.get(value)].filter((name) => name !== undefined));
  }
  return parts.length === 0 ? undefined : (value) => parts.flatMap((part) => part(value));
}

type Classed =
  | Pick<GraphQLField<unknown, unknown>, 'astNode'>
  | GraphQLArgument
  | GraphQLInputField
  | { readonly astNode?: never };

function classOf(schema: GraphQLSchema, { astNode }: Classed | { astNode?: unknown }): string | undefined {
  const directive = schema.getDirective('fieldClass');
  if (!directive || !astNode) return undefined;
  return getDirectiveValues(directive, astNode as never)?.is as string | undefined;
}
