import { readFileSync } from 'node:fs';
import { type FieldDefinitionNode, Kind, parse, type TypeNode } from 'graphql';

const supergraph = parse(readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8'));

const fields = new Map<string, readonly FieldDefinitionNode[]>();
const implementors = new Map<string, string[]>();
const enums = new Map<string, readonly string[]>();
for (const definition of supergraph.definitions) {
  if (definition.kind === Kind.ENUM_TYPE_DEFINITION)
    enums.set(definition.name.value, definition.values?.map(({ name }) => name.value) ?? []);
  if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
  fields.set(definition.name.value, definition.fields ?? []);
  if (definition.kind === Kind.OBJECT_TYPE_DEFINITION)
    for (const { name } of definition.interfaces ?? [])
      implementors.set(name.value, [...(implementors.get(name.value) ?? []), definition.name.value]);
}

const named = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : named(type.type));
const isRequired = ({ arguments: all = [] }: FieldDefinitionNode): boolean =>
  all.some(({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && !defaultValue);

const rootFields = fields.get('Query') ?? [];

/** Class of each field of the graph, by `Type.field`. */
export const classOfField: ReadonlyMap<string, string> = new Map(
  [...fields].flatMap(([type, all]) =>
    all.flatMap(({ name, directives }) => {
      const directive = directives?.find((one) => one.name.value === 'fieldClass')?.arguments?.[0]?.value;
      return directive?.kind === Kind.ENUM ? [[`${type}.${name.value}`, directive.value] as const] : [];
    }),
  ),
);

/** Every declared table of the graph: the root fields that give one, with the values of their only argument. */
export const declaredTables: readonly { readonly field: string; readonly tables: readonly string[] }[] = rootFields
  .filter(({ type }) => named(type) === 'StatisticsTable')
  .map(({ name, arguments: all = [] }) => {
    const [table, ...more] = all;
    if (!table || more.length > 0) throw new Error(`${name.value} takes something else than a table.`);
    return { field: name.value, tables: enums.get(named(table.type)) ?? [] };
  });

/** All that can be asked of a type without arguments, so many steps deep. */
function selectionOf(type: string, depth: number): string {
  const all = (fields.get(type) ?? []).flatMap((field) => {
    const name = field.name.value;
    const next = named(field.type);
    if (isRequired(field)) return [];
    if (!fields.has(next)) return [name];
    return depth > 0 || name === 'node' ? [`${name} ${selectionOf(next, name === 'node' ? depth : depth - 1)}`] : [];
  });
  const ofEach = (implementors.get(type) ?? []).map((one) => `... on ${one} ${selectionOf(one, depth)}`);
  return `{ __typename ${[...all, ...ofEach].join(' ')} }`;
}

/** Questions for all that the root gives without an id: whole lists, and single things. */
export const openQuestions: readonly string[] = rootFields
  .filter((field) => !isRequired(field) && fields.has(named(field.type)))
  .map(({ name, type, arguments: all = [] }) => {
    const page = all.some((argument) => argument.name.value === 'first') ? '(first: 100)' : '';
    return `{ ${name.value}${page} ${selectionOf(named(type), 2)} }`;
  });

/** Questions for what has this id, whatever it is. */
export const questionsById = (id: string): readonly string[] =>
  rootFields
    .filter(({ arguments: all = [] }) => all.length === 1 && all[0]?.name.value === 'id')
    .map(({ name, type }) => `{ ${name.value}(id: "${id}") ${selectionOf(named(type), 1)} }`);

/** Every value of an answer with the field that gave it, `Type.field`. */
export function leavesOf(answer: unknown): readonly (readonly [field: string, value: unknown])[] {
  if (Array.isArray(answer)) return answer.flatMap(leavesOf);
  if (answer === null || typeof answer !== 'object') return [];
  const { __typename: type, ...values } = answer as Readonly<Record<string, unknown>>;
  return Object.entries(values).flatMap(([name, value]) => [
    ...(type === undefined ? [] : [[`${type}.${name}`, value] as const]),
    ...leavesOf(value),
  ]);
}
