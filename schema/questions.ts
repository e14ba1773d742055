import { createHash } from 'node:crypto';
import {
  buildSchema,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  isNonNullType,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  typeFromAST,
  type VariableDefinitionNode,
  validate,
} from 'graphql';

/** A variable of a question, as its document declares it. */
export interface QuestionVariable {
  readonly name: string;
  /** As it is written in GraphQL. */
  readonly type: string;
  readonly namedType: string;
  readonly isList: boolean;
  /** Whether it must be given: its type is not null and the document has no default. */
  readonly isRequired: boolean;
}

/** A document that the published schema answers: one named operation. */
export interface Question {
  readonly name: string;
  readonly kind: 'QUERY' | 'CHANGE';
  /** The document as it is printed anew, without comments, so that layout makes no other question. */
  readonly text: string;
  /** SHA-256 of the text, in hexadecimal. */
  readonly hash: string;
  readonly variables: readonly QuestionVariable[];
}

/** What keeps a document from being a question, in the words of the GraphQL specification. */
export interface QuestionProblem {
  readonly problem: string;
  readonly line: number;
  readonly column: number;
}

export interface Questions {
  read(document: string): Question | QuestionProblem;
}

/** Reads documents against one published schema. */
export function openQuestions(publishedSdl: string): Questions {
  let schema: GraphQLSchema | undefined;
  return {
    read(text) {
      schema ??= buildSchema(publishedSdl);
      return readQuestion(schema, text);
    },
  };
}

function readQuestion(schema: GraphQLSchema, text: string): Question | QuestionProblem {
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens: 2000 });
  } catch (error) {
    if (error instanceof GraphQLError) return problemOf(error);
    throw error;
  }
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations as OperationDefinitionNode[];
  if (!operation?.name || operations.length !== 1 || operation.operation === 'subscription')
    return { problem: 'Expected exactly one operation with a name, a query or a change.', line: 1, column: 1 };
  const [error] = validate(schema, document, undefined, { maxErrors: 1 });
  if (error) return problemOf(error);
  const printed = print(document);
  return {
    name: operation.name.value,
    kind: operation.operation === 'query' ? 'QUERY' : 'CHANGE',
    text: printed,
    hash: createHash('sha256').update(printed).digest('hex'),
    variables: (operation.variableDefinitions ?? []).map((variable) => variableOf(schema, variable)),
  };
}

function variableOf(schema: GraphQLSchema, { variable, type, defaultValue }: VariableDefinitionNode): QuestionVariable {
  const known = typeFromAST(schema, type as never);
  const written = print(type);
  return {
    name: variable.name.value,
    type: written,
    namedType: known ? getNamedType(known).name : written,
    isList: written.startsWith('['),
    isRequired: isNonNullType(known) && defaultValue === undefined,
  };
}

const problemOf = ({ message, locations }: GraphQLError): QuestionProblem => ({
  problem: message,
  line: locations?.[0]?.line ?? 1,
  column: locations?.[0]?.column ?? 1,
});
