import { defaultFieldResolver, type GraphQLField, type GraphQLSchema, getNamedType } from 'graphql';
import { found } from './repository.ts';

const identifiers: ReadonlySet<string> = new Set(['id', 'idNumber']);

/**
 * A root field that asks for one record by an identifier gives it, or NOT_FOUND: the same words for what is not there and what is
 * hidden, with the field as the place.
 */
export function guardDoors(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) if (isDoor(field)) guardDoor(field);
  return schema;
}

const isDoor = ({ args }: GraphQLField<unknown, unknown>): boolean => args.some(({ name }) => identifiers.has(name));

function guardDoor(field: GraphQLField<unknown, unknown>): void {
  const inner = field.resolve ?? defaultFieldResolver;
  const type = getNamedType(field.type).name;
  field.resolve = async (...asked) => found(await inner(...asked), type);
}
