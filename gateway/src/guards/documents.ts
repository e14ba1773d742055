import { HubError } from '@hub/kernel';
import { type DocumentNode, GraphQLError, parse } from 'graphql';
import type { Bounds } from './bounds.ts';
import { checkBounds } from './documentBounds.ts';

/** Documents within the bounds; those that were read lately are not parsed and measured again. */
export interface Documents {
  /** `null` when the text does not parse: Apollo Server then says where it breaks, because that tells of nothing of ours. */
  read(query: string): DocumentNode | null;
}

const mostKept = 500;
const longestKept = 20_000;

export function createDocuments(bounds: Bounds): Documents {
  const kept = new Map<string, DocumentNode>();
  return {
    read(query) {
      const known = kept.get(query);
      if (known) return known;
      const document = parseWithin(query, bounds);
      if (!document) return null;
      checkBounds(document, bounds);
      if (kept.size >= mostKept) kept.clear();
      if (query.length <= longestKept) kept.set(query, document);
      return document;
    },
  };
}

/** Parses no more than so many tokens. */
export function parseWithin(query: string, { tokens }: Pick<Bounds, 'tokens'>): DocumentNode | null {
  try {
    return parse(query, { maxTokens: tokens, noLocation: true });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (/token/i.test(error.message) && error.message.includes(String(tokens)))
      throw new HubError('TOO_COMPLEX', 'TOO_MANY_TOKENS', { most: tokens });
    return null;
  }
}
