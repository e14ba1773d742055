import {
  buildSchema,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { classOfField, hasKey } from './directives.ts';
import { keepNewest } from './keepNewest.ts';

/** One kind of row in the answer to a question: where its list stands, what a row holds, and by which columns a row is known again. */
export interface RowSet {
  /** Response names from the root to the list, joined by dots; `edges` and `node` left out. */
  readonly name: string;
  readonly path: readonly string[];
  readonly kind: 'ONE' | 'LIST' | 'CONNECTION';
  readonly node: ShapeNode;
  /** Columns that make up the identity; none for the only row of a set that has but one. */
  readonly identity: readonly string[];
}

/** An object of an answer. */
export interface ShapeNode {
  readonly type: string;
  /** Response name of its key, where it is an entity whose key is asked for. */
  readonly id: string | null;
  /** Response name of `__typename`, where it is asked for. */
  readonly typename: string | null;
  /** Classes of what is asked of it, and of what is in it without being an entity itself. */
  readonly classes: readonly string[];
  readonly fields: readonly ShapeField[];
}

export interface ShapeField {
  /** Response name. */
  readonly name: string;
  /** Name in the schema. */
  readonly field: string;
  readonly kind: 'VALUE' | 'OBJECT' | 'LIST' | 'CONNECTION';
  readonly node: ShapeNode | null;
}

/** Why the rows of a question cannot be known again; a code with its parameters. */
export interface ShapeProblem {
  readonly problem: 'ROWS_WITHOUT_IDENTITY' | 'UNKNOWN_IDENTITY_COLUMN' | 'UNKNOWN_ROW_SET';
  readonly params: Readonly<Record<string, string>>;
}

export interface AnswerShape {
  readonly sets: readonly RowSet[];
  readonly problems: readonly ShapeProblem[];
}

/** Finds the shape of the answer to a document, by the composed supergraph; the schema is built when it is first asked. */
export function createAnswerShapes(supergraph: string) {
  return (document: string, stated: Readonly<Record<string, readonly string[]>> = {}): AnswerShape =>
    answerShapeOf(schemaOf(supergraph), parse(document), stated);
}

const schemaOf = keepNewest((supergraph) => buildSchema(supergraph, { assumeValidSDL: true }));

export type AnswerShapes = ReturnType<typeof createAnswerShapes>;

/**
 * The rows of a valid question's answer. An entity is known by its key, other rows by the columns that are stated for their set or,
 * where none are, by their required ids. Figures beside a list, such as `totalCount`, and those above it belong to no row.
 */
export function answerShapeOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  stated: Readonly<Record<string, readonly string[]>> = {},
): AnswerShape {
  const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  const query = schema.getQueryType();
  if (!operation || !query) throw new Error('A document without an operation has no answer.');
  const found = setsIn(reading(schema, document), operation.selectionSet, query);
  const problems: ShapeProblem[] = Object.keys(stated)
    .filter((name) => !found.some((set) => set.name === name))
    .map((set) => ({
      problem: 'UNKNOWN_ROW_SET',
      params: { set, expected: found.map(({ name }) => name).join(', ') },
    }));
  const sets = found.map((set): RowSet => {
    const identity = stated[set.name] ?? set.required;
    const unknown = identity.find((column) => !isValueAt(set.node, column.split('.')));
    if (unknown !== undefined)
      problems.push({ problem: 'UNKNOWN_IDENTITY_COLUMN', params: { set: set.name, column: unknown } });
    if (identity.length === 0 && set.kind !== 'ONE')
      problems.push({ problem: 'ROWS_WITHOUT_IDENTITY', params: { set: set.name } });
    return { name: set.name, path: set.path, kind: set.kind, node: set.node, identity };
  });
  return { sets, problems };
}

interface Asked {
  readonly name: string;
  readonly field: string;
  readonly type: GraphQLNamedType;
  readonly isEntity: boolean;
  readonly isList: boolean;
  readonly isRequired: boolean;
  readonly fieldClass: string;
  readonly selections: readonly SelectionSetNode[];
}

type Reading = (selections: readonly SelectionSetNode[], type: GraphQLNamedType) => readonly Asked[];

/** Gives what selections ask of a type, fragments followed and equal response names put together. */
function reading(schema: GraphQLSchema, document: DocumentNode): Reading {
  const fragments = new Map(
    document.definitions
      .filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
      .map((one) => [one.name.value, one]),
  );
  const ask = (node: FieldNode, type: GraphQLNamedType): Asked => {
    const field = node.name.value;
    const name = node.alias?.value ?? field;
    const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field] : undefined;
    const given = definition?.type;
    const named = given ? getNamedType(given) : type;
    return {
      name,
      field,
      type: named,
      isEntity: hasKey(schema, named),
      isList: given !== undefined && isListType(getNullableType(given)),
      isRequired: given !== undefined && isNonNullType(given),
      fieldClass: classOfField(definition?.astNode),
      selections: node.selectionSet ? [node.selectionSet] : [],
    };
  };
  const read: Reading = (selections, type) => {
    const asked = new Map<string, Asked>();
    const add = (one: Asked) => {
      const known = asked.get(one.name);
      asked.set(one.name, known ? { ...known, selections: [...known.selections, ...one.selections] } : one);
    };
    const typeNamed = (name: string | undefined) => (name && schema.getType(name)) || type;
    for (const selection of selections.flatMap((one) => one.selections)) {
      if (selection.kind === Kind.FIELD) {
        add(ask(selection, type));
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (fragment)
        for (const one of read([fragment.selectionSet], typeNamed(fragment.typeCondition?.name.value))) add(one);
    }
    return [...asked.values()];
  };
  return read;
}

interface FoundSet extends Omit<RowSet, 'identity'> {
  /** The key of an entity, or the required ids of what is none. */
  readonly required: readonly string[];
}

function setsIn(read: Reading, selections: SelectionSetNode, root: GraphQLNamedType): FoundSet[] {
  return read([selections], root).flatMap((asked) =>
    asked.selections.length === 0 ? [] : (setsAt(read, asked, []) ?? [setOf(read, asked, 'ONE', [asked.name])]),
  );
}

/** The sets at or under a field; null where there is neither an entity nor a list. */
function setsAt(read: Reading, asked: Asked, above: readonly string[]): FoundSet[] | null {
  const path = [...above, asked.name];
  if (asked.isList) return [setOf(read, asked, 'LIST', path)];
  const parts = read(asked.selections, asked.type);
  const node = nodeOfConnection(read, parts);
  if (node) return [setOf(read, node, 'CONNECTION', path)];
  if (asked.isEntity && parts.some(({ field }) => field === 'id')) return [setOf(read, asked, 'ONE', path)];
  const below = parts.flatMap((part) => (part.selections.length === 0 ? [] : (setsAt(read, part, path) ?? [])));
  return below.length > 0 ? below : null;
}

function setOf(read: Reading, asked: Asked, kind: RowSet['kind'], path: readonly string[]): FoundSet {
  const parts = read(asked.selections, asked.type);
  const key = asked.isEntity ? parts.find(({ field }) => field === 'id') : undefined;
  const ids = parts.filter(({ type, isRequired, isList }) => type.name === 'ID' && isRequired && !isList);
  const required = key ? [key] : kind === 'ONE' ? [] : ids;
  return { name: path.join('.'), path, kind, node: nodeOf(read, asked), required: required.map(({ name }) => name) };
}

/** What stands under `edges { node }`, where that is asked for. */
function nodeOfConnection(read: Reading, parts: readonly Asked[]): Asked | undefined {
  const edges = parts.find(({ field, isList }) => field === 'edges' && isList);
  return edges && read(edges.selections, edges.type).find(({ field }) => field === 'node');
}

function nodeOf(read: Reading, { type, isEntity, selections }: Asked): ShapeNode {
  const parts = read(selections, type);
  const fields = parts.filter(({ field }) => field !== '__typename').map((part) => fieldOf(read, part));
  const inner = fields.flatMap(({ node }) => (node && node.id === null ? node.classes : []));
  const key = isEntity ? parts.find(({ field }) => field === 'id') : undefined;
  return {
    type: type.name,
    id: key?.name ?? null,
    typename: parts.find(({ field }) => field === '__typename')?.name ?? null,
    classes: [...new Set([...parts.map(({ fieldClass }) => fieldClass), ...inner])].sort(),
    fields,
  };
}

function fieldOf(read: Reading, asked: Asked): ShapeField {
  const { name, field, isList, selections, type } = asked;
  if (selections.length === 0) return { name, field, kind: 'VALUE', node: null };
  const inner = isList || isAbstractType(type) ? undefined : nodeOfConnection(read, read(selections, type));
  if (inner) return { name, field, kind: 'CONNECTION', node: nodeOf(read, inner) };
  return { name, field, kind: isList ? 'LIST' : 'OBJECT', node: nodeOf(read, asked) };
}

function isValueAt(node: ShapeNode, [name, ...rest]: readonly string[]): boolean {
  const field = node.fields.find((one) => one.name === name);
  if (!field) return false;
  if (rest.length === 0) return field.kind === 'VALUE';
  return field.kind === 'OBJECT' && field.node !== null && isValueAt(field.node, rest);
}
