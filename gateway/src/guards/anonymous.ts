import { type DocumentNode, Kind, type OperationDefinitionNode, type SelectionNode, type TypeNode } from 'graphql';

/**
 * Whether a document is one that somebody without a token is answered: `__typename`, and `__type`, of which the answer is always `null`.
 * What could make validation name a type or field of ours (fragments, variables of our types) is not.
 */
export function isHarmless(document: DocumentNode): boolean {
  return document.definitions.every(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION && isHarmlessOperation(definition),
  );
}

const isHarmlessOperation = ({ selectionSet, variableDefinitions = [] }: OperationDefinitionNode): boolean =>
  variableDefinitions.every(({ type }) => builtIn.has(nameOf(type))) &&
  selectionSet.selections.every(
    (selection) => selection.kind === Kind.FIELD && rootFields.has(selection.name.value) && isOfPlainFields(selection),
  );

const rootFields: ReadonlySet<string> = new Set(['__typename', '__type']);
const builtIn: ReadonlySet<string> = new Set(['ID', 'String', 'Int', 'Float', 'Boolean']);

const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type));

const isOfPlainFields = (selection: SelectionNode): boolean =>
  selection.kind === Kind.FIELD && (selection.selectionSet?.selections ?? []).every(isOfPlainFields);

/** What leaves without a token: the names of the root types, and nothing that has fields. */
export const withoutObjects = (data: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, typeof value === 'string' ? value : null]));
