import { supergraphSdl } from '@hub/schema';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/** The schema as it is composed, read anew: what is added to it is asked about the same day. */
export const apiSchema: GraphQLSchema = buildSchema(supergraphSdl(), { assumeValidSDL: true });

export type Field = GraphQLField<unknown, unknown>;

export const rootFieldsOf = (type: GraphQLObjectType | null | undefined): readonly Field[] =>
  Object.values(type?.getFields() ?? {});

export const questionsOfSchema = rootFieldsOf(apiSchema.getQueryType());
export const changesOfSchema = rootFieldsOf(apiSchema.getMutationType());

/** The object types that a field may give: of an interface or a union all that are in it. */
export const objectTypesOf = (type: GraphQLNamedType): readonly GraphQLObjectType[] =>
  isAbstractType(type) ? apiSchema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];

/** `Type.field` of all that can be reached from the root fields of questions. */
export function reachableFields(): ReadonlySet<string> {
  const query = apiSchema.getQueryType();
  const reached = new Set<string>();
  const waiting: GraphQLNamedType[] = query ? [query] : [];
  const seen = new Set<GraphQLNamedType>(waiting);
  for (let type = waiting.pop(); type; type = waiting.pop()) {
    const next: GraphQLNamedType[] = [...objectTypesOf(type)];
    for (const field of isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : []) {
      reached.add(`${type.name}.${field.name}`);
      next.push(getNamedType(field.type));
    }
    for (const one of next) {
      if (!isCompositeType(one) || seen.has(one)) continue;
      seen.add(one);
      waiting.push(one);
    }
  }
  return reached;
}

/** `Type.field(argument:)`, `Input.field` and `Enum.VALUE` of all that questions can be asked with. */
export function reachableInputs(): ReadonlySet<string> {
  const reached = new Set<string>();
  const fields = reachableFields();
  const waiting: GraphQLNamedType[] = [];
  for (const coordinate of fields) {
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const type = apiSchema.getType(typeName);
    const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
    for (const argument of field?.args ?? []) {
      reached.add(`${coordinate}(${argument.name}:)`);
      waiting.push(getNamedType(argument.type));
    }
  }
  const seen = new Set<GraphQLNamedType>();
  for (let type = waiting.pop(); type; type = waiting.pop()) {
    if (seen.has(type)) continue;
    seen.add(type);
    for (const coordinate of coordinatesOf(type)) reached.add(coordinate);
    if (isInputObjectType(type))
      for (const { type: inner } of Object.values(type.getFields())) waiting.push(getNamedType(inner));
  }
  return reached;
}

const coordinatesOf = (type: GraphQLNamedType): readonly string[] => {
  if (isInputObjectType(type)) return Object.keys(type.getFields()).map((name) => `${type.name}.${name}`);
  if ('getValues' in type) return type.getValues().map(({ name }) => `${type.name}.${name}`);
  return [];
};
