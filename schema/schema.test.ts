import {
  buildSchema,
  type ConstDirectiveNode,
  type DocumentNode,
  Kind,
  parse,
  type StringValueNode,
  type TypeNode,
  visit,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { compose } from './compose.ts';
import { accessSdl, parsedSdlOf, publishedSdl, subgraphNames, supergraphSdl } from './index.ts';

interface Described {
  readonly place: string;
  readonly description: StringValueNode | undefined;
}

interface Named {
  readonly kind: string;
  readonly name?: { readonly value: string };
  readonly description?: StringValueNode;
  readonly directives?: readonly ConstDirectiveNode[];
}

const described: ReadonlySet<string> = new Set([
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.UNION_TYPE_DEFINITION,
  Kind.ENUM_TYPE_DEFINITION,
  Kind.ENUM_VALUE_DEFINITION,
  Kind.INPUT_OBJECT_TYPE_DEFINITION,
  Kind.SCALAR_TYPE_DEFINITION,
  Kind.DIRECTIVE_DEFINITION,
  Kind.FIELD_DEFINITION,
  Kind.INPUT_VALUE_DEFINITION,
]);

const describedIn = (document: DocumentNode): Described[] => {
  const found: Described[] = [];
  visit(document, {
    enter(node, _key, _parent, _path, ancestors) {
      if (!described.has(node.kind)) return;
      const names = [...ancestors.flat(), node].flatMap((one) => (one as Named).name?.value ?? []);
      found.push({ place: names.join('.'), description: (node as Named).description });
    },
  });
  return found;
};

const isBilingual = (text: string): boolean => /[A-Za-z]{3}/.test(text) && /[(（].*\p{Script=Han}.*[)）]/u.test(text);

const outputFieldsWithoutClass = (document: DocumentNode): string[] =>
  document.definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION
      ? (definition.fields ?? [])
          .filter(
            ({ directives }) =>
              !directives?.some(({ name }) => name.value === 'fieldClass' || name.value === 'external'),
          )
          .map(({ name }) => `${definition.name.value}.${name.value}`)
      : [],
  );

/** Inputs that filter or order: what they touch may be a classed field. */
const filtersWithoutClass = (document: DocumentNode): string[] =>
  document.definitions.flatMap((definition) => {
    if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION && definition.name.value.endsWith('Filter')) {
      return unclassed(definition.name.value, definition.fields);
    }
    if (definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value.endsWith('Order')) {
      return unclassed(definition.name.value, definition.values);
    }
    return [];
  });

const unclassed = (type: string, parts: readonly Named[] | undefined): string[] =>
  (parts ?? [])
    .filter(({ directives }) => !directives?.some(({ name }) => name.value === 'fieldClass'))
    .map(({ name }) => `${type}.${name?.value}`);

const namedIn = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedIn(type.type));
const isList = (type: TypeNode): boolean =>
  type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isList(type.type));

/** Lists of objects of which nobody said how long they are; the edges of a connection are as many as its `first`. */
const listsWithoutSize = (document: DocumentNode): string[] => {
  const objects = new Set(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
      definition.kind === Kind.INTERFACE_TYPE_DEFINITION ||
      definition.kind === Kind.UNION_TYPE_DEFINITION
        ? [definition.name.value]
        : [],
    ),
  );
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION
      ? (definition.fields ?? [])
          .filter(
            ({ name, type, directives }) =>
              isList(type) &&
              objects.has(namedIn(type)) &&
              name.value !== 'edges' &&
              !directives?.some((directive) => directive.name.value === 'listSize'),
          )
          .map(({ name }) => `${definition.name.value}.${name.value}`)
      : [],
  );
};

const undescribedIn = (document: DocumentNode): string[] =>
  describedIn(document)
    .filter(({ description }) => !description || !isBilingual(description.value))
    .map(({ place }) => place);

test('the internal SDL of access describes everything too', () => {
  expect(undescribedIn(parse(accessSdl()))).toEqual([]);
});

describe.each(subgraphNames)('the SDL of %s', (name) => {
  test('describes every type, field, argument and value in English with the Chinese term', () => {
    expect(undescribedIn(parsedSdlOf(name))).toEqual([]);
  });

  test('gives every output field a class', () => {
    expect(outputFieldsWithoutClass(parsedSdlOf(name))).toEqual([]);
  });

  test('says how long every list of objects is, so that a question has a cost before it is asked', () => {
    expect(listsWithoutSize(parsedSdlOf(name))).toEqual([]);
  });

  test('gives every filter and order a class', () => {
    expect(filtersWithoutClass(parsedSdlOf(name))).toEqual([]);
  });

  test('answers root fields that may be null, so that an outage blanks nothing else', () => {
    const roots = parsedSdlOf(name).definitions.flatMap((definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION && /^(Query|Mutation)$/.test(definition.name.value)
        ? (definition.fields ?? [])
        : [],
    );
    expect(roots.filter(({ type }) => type.kind === Kind.NON_NULL_TYPE)).toEqual([]);
  });
});

describe('the supergraph', () => {
  test('composes, and is committed as it composes', () => {
    expect(compose() === supergraphSdl()).toBe(true);
  });

  test('carries the classes of fields', () => {
    expect(/displayName: String .*@fieldClass\(is: PERSONAL\)/.test(supergraphSdl())).toBe(true);
  });
});

describe('the published schema', () => {
  const published = publishedSdl(supergraphSdl());

  test('can be built, and says the class of every field', () => {
    const schema = buildSchema(published);
    expect(Object.keys(schema.getTypeMap())).toContain('Need');
    expect(outputFieldsWithoutClass(parse(published))).toEqual([]);
  });

  test('tells nothing of how the graph is made up', () => {
    expect(published).not.toMatch(/join__|link__|_entities|_service|resolveViewer|appendAudit/);
  });
});
