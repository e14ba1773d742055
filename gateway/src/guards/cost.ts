import { HubError } from '@hub/kernel';
import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Bounds } from './bounds.ts';
import type { CostModel, FieldCost } from './costModel.ts';
import { fragmentsOf } from './documentBounds.ts';

export interface Priced {
  /** Points: one for each object that may come back, list by list. */
  readonly cost: number;
  /** Whether it looks records up by what the caller gives: what may miss. */
  readonly looksUp: boolean;
}

type Variables = Readonly<Record<string, unknown>>;

const rootTypes: Readonly<Record<string, string>> = { query: 'Query', mutation: 'Mutation' };

const largestInt = 2_147_483_647;

/** What introspection costs, which is no part of the contract's own types. */
const introspection: Readonly<Record<string, number>> = { __schema: 200, __type: 10 };

/** What an operation would cost at most, from the syntax tree, the declared sizes and the variables; wants bounds to be checked before. */
export function priceOf(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
  model: CostModel,
  bounds: Pick<Bounds, 'page'>,
): Priced {
  const fragments = fragmentsOf(document);
  const root = rootTypes[operation.operation] ?? '';
  let looksUp = operation.operation === 'mutation';

  const ofSet = (set: SelectionSetNode | undefined, type: string, edges: number | null): number =>
    (set?.selections ?? []).reduce((sum, selection) => sum + ofSelection(selection, type, edges), 0);

  const ofSelection = (selection: SelectionNode, type: string, edges: number | null): number => {
    if (selection.kind === Kind.FIELD) return ofField(selection, type, edges);
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return ofSet(selection.selectionSet, selection.typeCondition?.name.value ?? type, edges);
    const fragment = fragments.get(selection.name.value);
    return fragment ? ofSet(fragment.selectionSet, fragment.typeCondition.name.value, edges) : 0;
  };

  const ofField = (field: FieldNode, type: string, edges: number | null): number => {
    const name = field.name.value;
    const known = model.get(type)?.get(name);
    if (!known) return introspection[name] ?? 0;
    if (type === root && known.takesArguments && !known.isSliced && !known.isList) looksUp = true;
    const size = known.isSliced ? firstOf(field, operation, variables, known, bounds) : known.usual;
    // A connection is one object whose edges are as many as were asked for.
    if (known.isSliced && !known.isList) return 1 + ofSet(field.selectionSet, known.type, size);
    const count = known.isList ? ((name === 'edges' ? edges : null) ?? size) : 1;
    return count * (1 + ofSet(field.selectionSet, known.type, null));
  };

  return { cost: Math.max(1, ofSet(operation.selectionSet, root, null)), looksUp };
}

/** How many a `first` asks for; what is no number is left to validation, what is above the page bound is refused. */
function firstOf(
  { arguments: given = [] }: FieldNode,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Variables,
  { usual }: FieldCost,
  { page }: Pick<Bounds, 'page'>,
): number {
  const argument = given.find(({ name }) => name.value === 'first')?.value;
  let asked: unknown;
  if (argument?.kind === Kind.INT) asked = Number(argument.value);
  if (argument?.kind === Kind.VARIABLE) {
    const name = argument.name.value;
    const byDefault = variableDefinitions.find(({ variable }) => variable.name.value === name)?.defaultValue;
    asked = Object.hasOwn(variables, name)
      ? variables[name]
      : byDefault?.kind === Kind.INT
        ? Number(byDefault.value)
        : undefined;
  }
  // What is no Int is refused by validation, in words that do not repeat it.
  if (typeof asked !== 'number' || asked > largestInt) return usual;
  if (asked > page) throw new HubError('BAD_USER_INPUT', 'PAGE_TOO_LARGE', { most: page });
  return Math.max(0, asked);
}
