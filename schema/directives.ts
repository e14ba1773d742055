import {
  type ASTNode,
  type DirectiveNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
} from 'graphql';

const directivesOf = (node: ASTNode | null | undefined): readonly DirectiveNode[] =>
  node && 'directives' in node ? ((node.directives ?? []) as readonly DirectiveNode[]) : [];

/** Whether records of a type are known by a key of their own, as the supergraph says; of an abstract type, all that are in it. */
export const hasKey = (schema: GraphQLSchema, type: GraphQLNamedType): boolean =>
  isAbstractType(type) ? schema.getPossibleTypes(type).every((one) => hasKey(schema, one)) : isKeyed(type);

const isKeyed = ({ astNode }: GraphQLNamedType): boolean =>
  directivesOf(astNode).some(
    ({ name, arguments: given = [] }) =>
      name.value === 'join__type' && given.some((argument) => argument.name.value === 'key'),
  );

/** The class that the SDL states for a field; what states none is of no class. */
export function classOfField(node: ASTNode | null | undefined): string {
  const stated = directivesOf(node).find(({ name }) => name.value === 'fieldClass')?.arguments?.[0]?.value;
  return stated?.kind === Kind.ENUM ? stated.value : 'PUBLIC';
}
