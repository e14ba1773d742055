import { type Language, say } from '@hub/kernel';
import type { GraphQLFormattedError } from 'graphql';
import { messages } from '../messages.ts';

/** Names that every GraphQL schema has. */
const builtIn: ReadonlySet<string> = new Set(['ID', 'String', 'Int', 'Float', 'Boolean', 'Query', 'Mutation']);

/** Where a sentence that goes on to name a type says first what the caller wrote himself. */
const ownWord =
  /^(?:Cannot query field|Unknown argument|Unknown directive|Variable|Argument|Directive|Field) "([$@]?\w+)"/;

/** Rewords errors about a document so that they neither suggest what there is nor name types; for partners. */
export const plainWords =
  (typeNames: ReadonlySet<string>) =>
  (error: GraphQLFormattedError, language: Language): GraphQLFormattedError => {
    if (error.extensions?.code !== 'BAD_USER_INPUT') return error;
    const message = error.message.replace(/;? Did you mean [\s\S]*$/, '');
    if (!namesType(message, typeNames)) return { ...error, message };
    const word = ownWord.exec(message)?.[1];
    return {
      ...error,
      message:
        word === undefined
          ? say(messages, language, 'DOCUMENT_DOES_NOT_FIT')
          : say(messages, language, 'WORD_DOES_NOT_FIT', { word }),
    };
  };

/** graphql-js quotes the types that it names: "Need", "[Need!]!", "Query.needs". */
const namesType = (message: string, typeNames: ReadonlySet<string>): boolean =>
  (message.match(/"[^"]+"/g) ?? []).some((quoted) =>
    (quoted.match(/\w+/g) ?? []).some((word) => typeNames.has(word) && !builtIn.has(word)),
  );
