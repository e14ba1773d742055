import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

const isDay = (text: string): boolean => {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

const isInstant = (text: string): boolean => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) && !Number.isNaN(Date.parse(text));

const textScalar = (name: string, expected: string, isValid: (text: string) => boolean): GraphQLScalarType => {
  const parse = (value: unknown): string => {
    if (typeof value === 'string' && isValid(value)) return value;
    throw new GraphQLError(`${name} expected ${expected}.`);
  };
  return new GraphQLScalarType({
    name,
    serialize: parse,
    parseValue: parse,
    parseLiteral: (node: ValueNode) => parse(node.kind === Kind.STRING ? node.value : undefined),
  });
};

const integerScalar = (name: string): GraphQLScalarType => {
  const parse = (value: unknown): number => {
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
    throw new GraphQLError(`${name} expected an integer between -2^53 and 2^53.`);
  };
  return new GraphQLScalarType({
    name,
    serialize: parse,
    parseValue: parse,
    parseLiteral: (node: ValueNode) => parse(node.kind === Kind.INT ? Number(node.value) : undefined),
  });
};

/** Resolvers of the foundation's scalars; what does not have their form is refused without being echoed. */
export const scalars = {
  CalendarDate: textScalar('CalendarDate', 'a day that exists, YYYY-MM-DD', isDay),
  Instant: textScalar('Instant', 'an instant in UTC, such as 2026-01-31T08:00:00.000Z', isInstant),
  Fen: integerScalar('Fen'),
  SafeInteger: integerScalar('SafeInteger'),
};
