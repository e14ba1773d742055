import { createHash } from 'node:crypto';
import {
  buildSchema,
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  isNonNullType,
  Kind,
  type NameNode,
  type OperationDefinitionNode,
  parse,
  print,
  typeFromAST,
  type VariableDefinitionNode,
  validate,
} from 'graphql';
import { keepNewest } from './keepNewest.ts';

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

/** A question as it is asked page by page. */
export interface PagedQuestion {
  readonly text: string;
  /** Name in the answer of the one list that is followed with the variable `pageAfter`; `null` where the question is asked once. */
  readonly list: string | null;
}

export interface Questions {
  read(document: string): Question | QuestionProblem;
  /** The same question, made to follow its list where it asks for exactly one at the top, and does not turn its pages itself. */
  paged(document: string): PagedQuestion;
}

/** Reads documents against one published schema, which is built when it is first asked; composing it found it valid. */
export function openQuestions(publishedSdl: string): Questions {
  return {
    read: (text) => readQuestion(schemaOf(publishedSdl), text),
    paged: (text) => pagedQuestion(schemaOf(publishedSdl), parse(text)),
  };
}

const schemaOf = keepNewest((sdl) => buildSchema(sdl, { assumeValidSDL: true }));

/** Variable that carries the cursor from page to page. */
export const pageVariable = 'pageAfter';

const pageInfo = parse('{ pageInfo { hasNextPage endCursor } }').definitions[0] as OperationDefinitionNode;

function pagedQuestion(schema: GraphQLSchema, document: DocumentNode): PagedQuestion {
  const once = { text: print(document), list: null };
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const [field, ...others] = operation?.selectionSet.selections ?? [];
  if (operation?.operation !== 'query' || field?.kind !== Kind.FIELD || !field.selectionSet || others.length > 0)
    return once;
  const known = schema.getQueryType()?.getFields()[field.name.value];
  const turnsItself = field.arguments?.some(({ name }) => name.value === 'after') ?? true;
  if (!known?.args.some(({ name }) => name === 'after') || turnsItself) return once;
  const variable = { kind: Kind.VARIABLE, name: nameOf(pageVariable) } as const;
  const paged: FieldNode = {
    ...field,
    arguments: [...(field.arguments ?? []), { kind: Kind.ARGUMENT, name: nameOf('after'), value: variable }],
    selectionSet: {
      ...field.selectionSet,
      selections: [...field.selectionSet.selections, ...pageInfo.selectionSet.selections],
    },
  };
  const declared = {
    kind: Kind.VARIABLE_DEFINITION,
    variable,
    type: { kind: Kind.NAMED_TYPE, name: nameOf('String') },
  } as const;
  const asked: OperationDefinitionNode = {
    ...operation,
    variableDefinitions: [...(operation.variableDefinitions ?? []), declared],
    selectionSet: { ...operation.selectionSet, selections: [paged] },
  };
  const definitions = document.definitions.map((definition) => (definition === operation ? asked : definition));
  return { text: print({ ...document, definitions }), list: field.alias?.value ?? field.name.value };
}

const nameOf = (value: string): NameNode => ({ kind: Kind.NAME, value });

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
