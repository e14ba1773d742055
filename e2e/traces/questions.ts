import { getNamedType, isNonNullType, isObjectType } from 'graphql';
import { apiSchema, type Field, objectTypesOf, questionsOfSchema, reachableFields } from './apiSchema.ts';
import { deepSelections, type Followed, flatSelection, lightSelection, wayTo } from './selections.ts';
import { type Samples, valuesFor } from './values.ts';

export interface Question {
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Root fields or aliases in a document. */
const mostAtOnce = 60;
const nobodys = 'none_of_them';

/** The one argument that a field must be given: an id, an identifier, or which of several tables. */
const keyOf = ({ args }: Field) =>
  args.find(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined);

/** Values that a door may be knocked at with: everybody's ids of its type and one of nobody, or each value of its argument. */
function keysAt(field: Field, samples: Samples): readonly unknown[] {
  const key = keyOf(field);
  if (!key) return [];
  if (key.name !== 'id') return valuesFor(key.name, key.type, samples);
  return [...objectTypesOf(getNamedType(field.type)).flatMap(({ name }) => samples.idsOf(name)), nobodys];
}

/** Of each type behind a door one that the viewer has seen (lists lead to all others) and two that she has not, and one of nobody. */
function someOf(field: Field, samples: Samples, seen: Samples): readonly unknown[] {
  if (keyOf(field)?.name !== 'id') return keysAt(field, samples).slice(0, 3);
  const ids = objectTypesOf(getNamedType(field.type)).flatMap(({ name }) => {
    const hers = new Set(seen.idsOf(name));
    const [known, unknown] = [true, false].map((is) => samples.idsOf(name).filter((id) => hers.has(id) === is));
    return [...(known ?? []).slice(0, 1), ...(unknown ?? []).slice(0, 2)];
  });
  return [...ids, nobodys];
}

let everythingBelow: readonly Question[] | undefined;

/** Everything below every root field; each object field is followed by every root field that leads to it, as the bounds allow. */
export function deepQuestions(): readonly Question[] {
  const followed: Followed = new Set();
  everythingBelow ??= questionsOfSchema
    .filter((field) => !keyOf(field))
    .flatMap((field) => {
      const paged = field.args.some(({ name }) => name === 'first') ? '(first: 40)' : '';
      return deepSelections(`${field.name}${paged}`, getNamedType(field.type), followed).map((selection, place) => ({
        name: `all below ${field.name}, ${place + 1}`,
        query: `{ ${selection} }`,
        variables: {},
      }));
    });
  return everythingBelow;
}

let behindDoors: ReadonlyMap<string, readonly string[]> | undefined;

/** What is asked behind each door, whoever knocks. */
function selectionsBehind(field: Field): readonly string[] {
  const followed: Followed = new Set();
  behindDoors ??= new Map(
    questionsOfSchema.flatMap((door) => {
      const key = keyOf(door);
      const head = `${door.name}(${key?.name}: $v0)`;
      return key ? [[door.name, deepSelections(head, getNamedType(door.type), followed)] as const] : [];
    }),
  );
  return behindDoors.get(field.name) ?? [];
}

/**
 * Every door with the id of every record of its type, hidden or not, and with one of nobody; all below it for some ids that the viewer
 * has seen and some that she has not.
 */
export function doorQuestions(samples: Samples, seen: Samples): readonly Question[] {
  return questionsOfSchema.flatMap((field) => {
    const key = keyOf(field);
    if (!key) return [];
    const type = getNamedType(field.type);
    const flat = inPortions(keysAt(field, samples)).map((some, place) => ({
      name: `${field.name} by each ${key.name}, ${place + 1}`,
      query: `query (${some.map((_, at) => `$v${at}: ${key.type}`).join(' ')}) { ${some
        .map((_, at) => `f${at}: ${field.name}(${key.name}: $v${at}) ${flatSelection(type)}`)
        .join(' ')} }`,
      variables: variablesOf(some),
    }));
    return [
      ...flat,
      ...someOf(field, samples, seen).flatMap((value) =>
        selectionsBehind(field).map((selection, place) => ({
          name: `all below ${field.name} ${value}, ${place + 1}`,
          query: `query ($v0: ${key.type}) { ${selection} }`,
          variables: { v0: value },
        })),
      ),
    ];
  });
}

/** Every argument of every root field with each of its values. */
export function argumentQuestions(samples: Samples): readonly Question[] {
  return questionsOfSchema.flatMap((field) =>
    field.args
      .filter((argument) => argument !== keyOf(field) && argument.name !== 'after')
      .flatMap((argument) =>
        inPortions(valuesFor(argument.name, argument.type, samples)).map((some, place) => ({
          name: `${field.name} by ${argument.name}, ${place + 1}`,
          query: `query (${some.map((_, at) => `$v${at}: ${argument.type}`).join(' ')}) { ${some
            .map(
              (_, at) => `f${at}: ${field.name}(${argument.name}: $v${at}) ${lightSelection(getNamedType(field.type))}`,
            )
            .join(' ')} }`,
          variables: variablesOf(some),
        })),
      ),
  );
}

/** Every argument of every field below the root with each of its values. */
export function innerArgumentQuestions(samples: Samples): readonly Question[] {
  return [...reachableFields()].flatMap((coordinate) => {
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const type = apiSchema.getType(typeName);
    const field = typeName !== 'Query' && isObjectType(type) ? type.getFields()[fieldName] : undefined;
    const way = field && wayTo(typeName);
    if (!field || !way) return [];
    return field.args.flatMap((argument) =>
      inPortions(valuesFor(argument.name, argument.type, samples)).map((some, place) => ({
        name: `${coordinate} by ${argument.name}, ${place + 1}`,
        query: `query (${some.map((_, at) => `$v${at}: ${argument.type}`).join(' ')}) ${way.before}${some
          .map((_, at) => `f${at}: ${fieldName}(${argument.name}: $v${at}) ${lightSelection(getNamedType(field.type))}`)
          .join(' ')}${way.after}`,
        variables: variablesOf(some),
      })),
    );
  });
}

/** One page after another, each of `first` rows; the caller gives each answer's end to the next question. */
export const pageQuestions = questionsOfSchema
  .filter(({ args }) => args.some(({ name }) => name === 'after'))
  .map((field) => ({
    list: field.name,
    query: `query ($first: Int, $after: String) { page: ${field.name}(first: $first, after: $after) ${lightSelection(getNamedType(field.type))} }`,
  }));

const variablesOf = (values: readonly unknown[]): Record<string, unknown> =>
  Object.fromEntries(values.map((value, at) => [`v${at}`, value]));

const inPortions = <Item>(items: readonly Item[]): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / mostAtOnce) }, (_, at) =>
    items.slice(at * mostAtOnce, (at + 1) * mostAtOnce),
  );
