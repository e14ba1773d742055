import {
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  isTypeDefinitionNode,
  Kind,
  parse,
  type TypeNode,
} from 'graphql';

/** What the contract says of a field that has fields of its own. */
export interface FieldCost {
  readonly type: string;
  /** Whether `first` says how many there are, of the list itself or of its edges. */
  readonly isSliced: boolean;
  readonly isList: boolean;
  /** How many there are when nothing else says so. */
  readonly usual: number;
  readonly takesArguments: boolean;
}

/** For each type the fields that cost something; leaves are free, because their parents paid. */
export type CostModel = ReadonlyMap<string, ReadonlyMap<string, FieldCost>>;

const usualPage = 20;
const usualList = 10;

/** Reads the sizes that the supergraph declares by `@listSize` and by the default of `first`. */
export function costModelOf(supergraph: string): CostModel {
  const types = parse(supergraph, { noLocation: true }).definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION
      ? [{ name: definition.name.value, fields: definition.fields ?? [] }]
      : definition.kind === Kind.UNION_TYPE_DEFINITION
        ? [{ name: definition.name.value, fields: [] }]
        : [],
  );
  const composite = new Set(types.map(({ name }) => name));
  return new Map(
    types.map(({ name, fields }) => [
      name,
      new Map(
        fields
          .filter(({ type }) => composite.has(namedIn(type)))
          .map((field) => [field.name.value, fieldCostOf(field)]),
      ),
    ]),
  );
}

/** Names of all types of the contract: composite or not. */
export const typeNamesIn = (supergraph: string): ReadonlySet<string> =>
  new Set(
    parse(supergraph, { noLocation: true }).definitions.flatMap((definition) =>
      isTypeDefinitionNode(definition) ? [definition.name.value] : [],
    ),
  );

function fieldCostOf({ type, arguments: taken = [], directives = [] }: FieldDefinitionNode): FieldCost {
  const first = taken.find(({ name }) => name.value === 'first');
  const byDefault = first?.defaultValue?.kind === Kind.INT ? Number(first.defaultValue.value) : usualPage;
  return {
    type: namedIn(type),
    isSliced: first !== undefined,
    isList: isList(type),
    usual: first ? byDefault : (assumedSize(directives) ?? usualList),
    takesArguments: taken.length > 0,
  };
}

function assumedSize(directives: readonly ConstDirectiveNode[]): number | null {
  const size = directives
    .find(({ name }) => name.value === 'listSize')
    ?.arguments?.find(({ name }) => name.value === 'assumedSize')?.value;
  return size?.kind === Kind.INT ? Number(size.value) : null;
}

const namedIn = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : namedIn(type.type));

const isList = (type: TypeNode): boolean =>
  type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isList(type.type));
