import type { GraphQLFormattedError } from 'graphql';

const builtIn: ReadonlySet<string> = new Set(['ID', 'String', 'Int', 'Float', 'Boolean', 'Query', 'Mutation']);

/** What may stay of a sentence that goes on to name a type: the place that the caller wrote himself. */
const places: readonly RegExp[] = [
  /^Cannot query field "\w+"/,
  /^Unknown argument "\w+"/,
  /^Unknown directive "@\w+"/,
  /^Variable "\$\w+"/,
  /^Argument "\w+"/,
  /^Field "\w+"/,
];

/** Rewords errors about a document so that they neither suggest what there is nor name types; for partners. */
export const plainWords =
  (typeNames: ReadonlySet<string>) =>
  (error: GraphQLFormattedError): GraphQLFormattedError => {
    if (error.extensions?.code !== 'BAD_USER_INPUT') return error;
    const message = error.message.replace(/;? Did you mean [\s\S]*$/, '');
    if (!namesType(message, typeNames)) return { ...error, message };
    const place = places.map((form) => form.exec(message)?.[0]).find((found) => found !== undefined);
    return { ...error, message: `${place ?? 'The document'} does not fit the published schema.` };
  };

/** graphql-js quotes the types that it names: "Need", "[Need!]!", "Query.needs". */
const namesType = (message: string, typeNames: ReadonlySet<string>): boolean =>
  (message.match(/"[^"]+"/g) ?? []).some((quoted) =>
    (quoted.match(/\w+/g) ?? []).some((word) => typeNames.has(word) && !builtIn.has(word)),
  );
