import { type DocumentNode, Kind, type SelectionNode } from 'graphql';

/** Whether a document asks for nothing but `__typename` at its root: all that somebody without a token is answered. */
export function isHarmless(document: DocumentNode): boolean {
  return document.definitions.every(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION && definition.selectionSet.selections.every(isTypename),
  );
}

const isTypename = (selection: SelectionNode): boolean =>
  selection.kind === Kind.FIELD && selection.name.value === '__typename';
