import { introspectionRoles, type Viewer } from '@hub/engine-policy';
import { HubError } from '@hub/kernel';
import { BREAK, type DocumentNode, getOperationAST, visit } from 'graphql';
import { isHarmless } from './anonymous.ts';
import type { Bounds } from './bounds.ts';
import { type Priced, priceOf } from './cost.ts';
import type { CostModel } from './costModel.ts';
import { createDocuments, parseWithin } from './documents.ts';
import type { Question } from './question.ts';

/** Settles everything that may be settled of a question before it is validated, and gives its price. */
export type CheckQuestion = (question: Question, viewer: Viewer | null) => Priced;

export interface CheckParts {
  readonly bounds: Bounds;
  readonly costModel: CostModel;
  readonly mayReadSchema?: ReadonlySet<string>;
}

const cheapest: Priced = { cost: 1, looksUp: false };

export function createQuestionCheck({
  bounds,
  costModel,
  mayReadSchema = introspectionRoles,
}: CheckParts): CheckQuestion {
  const documents = createDocuments(bounds);
  return ({ query, operationName, variables }, viewer) => {
    if (query !== null && !viewer) refuseAnonymous(query, bounds);
    const document = query === null ? null : documents.read(query);
    if (!document) return cheapest;
    if (viewer && !mayReadSchema.has(viewer.role) && asksForSchema(document))
      throw new HubError('FORBIDDEN', 'NO_INTROSPECTION');
    const operation = getOperationAST(document, operationName);
    if (operation?.operation === 'subscription') throw new HubError('BAD_USER_INPUT', 'NO_SUBSCRIPTIONS');
    return operation ? priceOf(document, operation, variables, costModel, bounds) : cheapest;
  };
}

/** Without a token there is no data, no introspection, and no validation that names what there is. */
function refuseAnonymous(query: string, bounds: Bounds): void {
  const document = parseWithin(query, bounds);
  if (document && !isHarmless(document)) throw new HubError('UNAUTHENTICATED');
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
