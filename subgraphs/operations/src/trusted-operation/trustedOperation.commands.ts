import { accept, found, HubError, permit, type Store } from '@hub/kernel';
import type { Questions, ShippedOperation, VariableDefault } from '@hub/schema';
import type { OperationsContext } from '../context.ts';
import type { OperationsTables } from '../tables.ts';
import type { TrustedOperationRow } from './trustedOperation.entity.ts';
import { keepShipped } from './trustedOperation.repository.ts';
import {
  hubItself,
  mayRegisterOperations,
  mayRetire,
  mayShareOperations,
  register,
  resolveVariables,
  variablesOf,
} from './trustedOperation.rules.ts';

export interface RegisterOperationInput {
  readonly document: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly descriptionZh: string;
  readonly descriptionEn: string;
  readonly variables?: readonly VariableDefault[] | null | undefined;
  readonly purpose?: string | null | undefined;
  readonly shared?: boolean | null | undefined;
}

export async function registerOperation(
  input: RegisterOperationInput,
  { viewer, operations, questions, now }: OperationsContext,
): Promise<TrustedOperationRow> {
  permit(mayRegisterOperations(viewer));
  permit(!input.shared || mayShareOperations(viewer));
  const read = questions.read(input.document);
  const { variables, purpose, shared, ...texts } = input;
  const wish = { ...texts, variables: variables ?? [], purpose: purpose ?? null, shared: shared ?? false };
  const by = { owner: viewer.subject, organisationId: viewer.organisation, now };
  const name = 'problem' in read ? '' : read.name;
  return operations.register(viewer.subject, name, input, (latest) => accept(register(read, wish, by, latest)));
}

export async function retireOperation(
  input: { readonly id: string; readonly version: number },
  { viewer, operations, now }: OperationsContext,
): Promise<TrustedOperationRow> {
  permit(mayRegisterOperations(viewer));
  return operations.change(input, (row) => {
    permit(mayRetire(row, viewer));
    return { retiredAt: row.retiredAt ?? now };
  });
}

/** The values of an operation's variables for whoever asks, as JSON. */
export const variablesToday = (row: TrustedOperationRow, { viewer, today }: OperationsContext): string =>
  JSON.stringify(resolveVariables(variablesOf(row), {}, viewer, today));

/** The stored question of an id that the viewer may open. */
export const getOperation = async (id: string, { loaders }: OperationsContext): Promise<TrustedOperationRow> =>
  found(await loaders.operationById.load(id), 'TrustedOperation');

/** Stores what ships with the hub; a document that the contract does not answer is a fault of ours. */
export function shipOperations(
  store: Store<OperationsTables>,
  questions: Questions,
  shipped: readonly ShippedOperation[],
  now: string,
): Promise<void> {
  return keepShipped(
    store,
    hubItself,
    shipped.map(({ document, title, description, variables, purpose }) => {
      const read = questions.read(document);
      if ('problem' in read) throw new HubError('INTERNAL_SERVER_ERROR', `A shipped question is none: ${read.problem}`);
      const wish = {
        titleZh: title.zh,
        titleEn: title.en,
        descriptionZh: description.zh,
        descriptionEn: description.en,
        variables,
        purpose,
        shared: true,
      };
      const by = { owner: hubItself, organisationId: null, now };
      return { name: read.name, next: (latest) => accept(register(read, wish, by, latest)) };
    }),
  );
}
