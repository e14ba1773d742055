import { type DocumentNode, execute, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { guardDoors } from './doors.ts';
import { HubError, maskError } from './errors.ts';
import { type Guard, guardSchema, type Subjects } from './guard.ts';
import { kernelMessages } from './kernelMessages.ts';
import { faultFields, type Log } from './log.ts';
import type { Catalogue, Language } from './messages.ts';
import type { Caller, GraphAnswer, GraphRequest, Subgraph } from './subgraph.ts';

export interface ExecutableParts<Context extends { readonly guard: Guard }> {
  readonly sdl: string;
  /** Resolvers as codegen types them for this SDL. */
  readonly resolvers: object;
  readonly subjects: Subjects;
  readonly messages: Catalogue;
  readonly log: Log;
  createContext(caller: Caller): Context;
}

const documentsKept = 1000;

/**
 * `execute` of a subgraph: parses and validates once for each text, guards classed fields, and never rejects. The first question waits
 * for the schema to be built; most commands and threads open a subgraph and ask none.
 */
export function createExecute<Context extends { readonly guard: Guard }>(
  parts: ExecutableParts<Context>,
): Subgraph['execute'] {
  const messages: Catalogue = { ...kernelMessages, ...parts.messages };

  return async (request, caller) => {
    const onFault = (fault: unknown) =>
      parts.log.error('fault', { requestId: caller.requestId, ...faultFields(fault) });
    const words = (error: GraphQLError) => maskError(error, caller.language, messages, onFault);
    try {
      const { schema, documents } = await compiled(parts);
      const document = documentOf(schema, request, documents);
      if (!('kind' in document)) return { errors: document.map(words), disclosures: [], withheld: [] };
      const contextValue = parts.createContext(caller);
      const { data, errors } = await execute({
        schema,
        document,
        contextValue,
        variableValues: request.variables ?? {},
        operationName: request.operationName ?? null,
      });
      return {
        data: data ?? null,
        ...(errors && { errors: errors.map(words) }),
        disclosures: contextValue.guard.disclosures(),
        withheld: contextValue.guard.withheld(),
      };
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      return {
        data: null,
        errors: [words(new GraphQLError('', { originalError: error }))],
        disclosures: [],
        withheld: [],
      };
    }
  };
}

type Documents = Map<string, DocumentNode | readonly GraphQLError[]>;
type Contract = Pick<ExecutableParts<never>, 'sdl' | 'resolvers' | 'subjects'>;
type Compiled = { readonly schema: GraphQLSchema; readonly documents: Documents };

/** What follows from a contract alone is made once in a process, however many stores are opened behind it. */
const kept = new WeakMap<object, Contract & { readonly made: Promise<Compiled> }>();

function compiled({ sdl, resolvers, subjects }: Contract): Promise<Compiled> {
  const before = kept.get(resolvers);
  if (before?.sdl === sdl && before.subjects === subjects) return before.made;
  const contract = { sdl, resolvers, subjects };
  const made = compile(contract);
  kept.set(resolvers, { ...contract, made });
  return made;
}

async function compile({ sdl, resolvers, subjects }: Contract): Promise<Compiled> {
  const { buildSubgraphSchema } = await import('@apollo/subgraph');
  // Codegen's resolver types and the builder's differ in how they write the same maps.
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never });
  return { schema: guardDoors(guardSchema(schema, subjects)), documents: new Map() };
}

function documentOf(
  schema: GraphQLSchema,
  { query }: GraphRequest,
  documents: Documents,
): DocumentNode | readonly GraphQLError[] {
  const known = documents.get(query);
  if (known) return known;
  const document = parseAndValidate(schema, query);
  const oldest = documents.size >= documentsKept ? documents.keys().next().value : undefined;
  if (oldest !== undefined) documents.delete(oldest);
  documents.set(query, document);
  return document;
}

function parseAndValidate(schema: GraphQLSchema, query: string): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(query);
    const errors = validate(schema, document);
    return errors.length > 0 ? errors : document;
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

/** The answer of an owner of data that cannot be reached. */
export function unavailable(department: string, language: Language): GraphAnswer {
  const error = new GraphQLError('', {
    originalError: new HubError('SUBGRAPH_UNAVAILABLE', 'SUBGRAPH_UNAVAILABLE', { department }),
  });
  return { data: null, errors: [maskError(error, language, kernelMessages, () => {})], disclosures: [], withheld: [] };
}
