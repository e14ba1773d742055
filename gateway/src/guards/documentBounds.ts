import { HubError } from '@hub/kernel';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Bounds } from './bounds.ts';
import { isReserved } from './jsonGuard.ts';

interface Size {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
  /** Fields of the uppermost level. */
  readonly top: number;
}

/** Variables that the planner names itself in what it asks departments. */
const plannersVariables: ReadonlySet<string> = new Set(['representations']);

const none: Size = { depth: 0, fields: 0, aliases: 0, directives: 0, top: 0 };
const endless: Size = { ...none, depth: Number.POSITIVE_INFINITY, fields: Number.POSITIVE_INFINITY };

/** Refuses a document beyond the bounds, on the bare syntax tree and before anything validates it, with each fragment measured once. */
export function checkBounds(document: DocumentNode, bounds: Bounds): void {
  const fragments = fragmentsOf(document);
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  refuseAbove('TOO_MANY_OPERATIONS', operations.length, bounds.operations);
  refuseAbove('TOO_MANY_FRAGMENTS', fragments.size, bounds.fragments);
  const measure = measurer(fragments);
  for (const operation of operations) checkOperation(operation, measure(operation.selectionSet), bounds);
  // A fragment that no operation spreads is validated all the same.
  for (const { selectionSet } of fragments.values()) {
    const { depth, fields } = measure(selectionSet);
    refuseAbove('TOO_DEEP', depth, bounds.depth);
    refuseAbove('TOO_MANY_FIELDS', fields, bounds.fields);
  }
}

export const fragmentsOf = ({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> =>
  new Map(
    definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );

function checkOperation(operation: OperationDefinitionNode, size: Size, bounds: Bounds): void {
  const { variableDefinitions = [], directives = [] } = operation;
  refuseAbove('TOO_DEEP', size.depth, bounds.depth);
  refuseAbove('TOO_MANY_FIELDS', size.fields, bounds.fields);
  refuseAbove('TOO_MANY_ALIASES', size.aliases, bounds.aliases);
  refuseAbove('TOO_MANY_ROOT_FIELDS', size.top, bounds.rootFields);
  refuseAbove('TOO_MANY_VARIABLES', variableDefinitions.length, bounds.variables);
  const onVariables = variableDefinitions.reduce((sum, variable) => sum + (variable.directives?.length ?? 0), 0);
  refuseAbove('TOO_MANY_DIRECTIVES', size.directives + directives.length + onVariables, bounds.directives);
  for (const { variable } of variableDefinitions) {
    if (plannersVariables.has(variable.name.value)) refuseName(variable.name.value);
  }
}

function refuseAbove(message: string, met: number, most: number): void {
  if (met > most) throw new HubError('TOO_COMPLEX', message, { met: Number.isFinite(met) ? met : null, most });
}

function refuseName(name: string): never {
  throw new HubError('BAD_USER_INPUT', 'RESERVED_NAME', { name });
}

function measurer(fragments: ReadonlyMap<string, FragmentDefinitionNode>): (set: SelectionSetNode) => Size {
  const known = new Map<string, Size>();

  function ofFragment(name: string): Size {
    const size = known.get(name);
    if (size) return size;
    const fragment = fragments.get(name);
    if (!fragment) return none;
    // A fragment that spreads itself is measured as endless, so that it is refused here.
    known.set(name, endless);
    const measured = measure(fragment.selectionSet);
    known.set(name, measured);
    return measured;
  }

  function ofSelection(selection: SelectionNode): Size {
    const directives = selection.directives?.length ?? 0;
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const inner = ofFragment(selection.name.value);
      return { ...inner, directives: inner.directives + directives };
    }
    const inner = selection.selectionSet ? measure(selection.selectionSet) : none;
    if (selection.kind === Kind.INLINE_FRAGMENT) return { ...inner, directives: inner.directives + directives };
    if (selection.alias && isReserved(selection.alias.value)) refuseName(selection.alias.value);
    return {
      depth: inner.depth + 1,
      fields: inner.fields + 1,
      aliases: inner.aliases + (selection.alias ? 1 : 0),
      directives: inner.directives + directives,
      top: 1,
    };
  }

  function measure(set: SelectionSetNode): Size {
    return set.selections.map(ofSelection).reduce(
      (sum, size) => ({
        depth: Math.max(sum.depth, size.depth),
        fields: sum.fields + size.fields,
        aliases: sum.aliases + size.aliases,
        directives: sum.directives + size.directives,
        top: sum.top + size.top,
      }),
      none,
    );
  }
  return measure;
}
