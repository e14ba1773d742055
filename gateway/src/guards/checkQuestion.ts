import { introspectionRoles, type Viewer } from '@hub/engine-policy';
import { HubError } from '@hub/kernel';
import { BREAK, type DocumentNode, GraphQLError, getOperationAST, parse, visit } from 'graphql';
import { isHarmless } from './anonymous.ts';
import type { Bounds } from './bounds.ts';
import { type Priced, priceOf } from './cost.ts';
import type { CostModel } from './costModel.ts';
import { checkBounds } from './documentBounds.ts';
import type { Question } from './question.ts';

/** Everything that may be settled of a question before it is validated; gives its price. */
export function checkQuestion(
  { query, operationName, variables }: Question,
  viewer: Viewer | null,
  model: CostModel,
  bounds: Bounds,
  mayReadSchema: ReadonlySet<string> = introspectionRoles,
): Priced {
  const document = query === null ? null : parsed(query, bounds);
  if (!document) return cheapest;
  if (!viewer && !isHarmless(document)) throw new HubError('UNAUTHENTICATED');
  checkBounds(document, bounds);
  if (viewer && !mayReadSchema.has(viewer.role) && asksForSchema(document))
    throw new HubError('FORBIDDEN', 'NO_INTROSPECTION');
  const operation = getOperationAST(document, operationName);
  if (operation?.operation === 'subscription') throw new HubError('BAD_USER_INPUT', 'NO_SUBSCRIPTIONS');
  return operation ? priceOf(document, operation, variables, model, bounds) : cheapest;
}

const cheapest: Priced = { cost: 1, looksUp: false };

/** A document that does not parse tells nothing, so Apollo Server may say where it breaks. */
function parsed(query: string, { tokens }: Bounds): DocumentNode | null {
  try {
    return parse(query, { maxTokens: tokens, noLocation: true });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (/token/i.test(error.message) && error.message.includes(String(tokens)))
      throw new HubError('TOO_COMPLEX', 'TOO_MANY_TOKENS', { most: tokens });
    return null;
  }
}

const schemaFields: ReadonlySet<string> = new Set(['__schema', '__type']);

function asksForSchema(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field({ name }) {
      if (!schemaFields.has(name.value)) return undefined;
      found = true;
      return BREAK;
    },
  });
  return found;
}
