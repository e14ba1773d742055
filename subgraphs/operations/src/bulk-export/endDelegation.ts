import type { AskPort } from '@hub/kernel';
import { type Failing, failingOf, gatewayAway } from '../schedule-run/attempt.rules.ts';
import type { BulkExportRow } from './bulkExport.entity.ts';

const known = 'query DelegationOfExport($id: ID!) { delegation(id: $id) { version } }';
const revoke =
  'mutation EndDelegationOfExport($input: RevokeDelegationInput!) { revokeDelegation(input: $input) { id } }';
const reason = { en: 'The bulk export for which it was made has ended.', zh: '所服务的批量导出已结束。' } as const;

/** Revokes, under itself, a delegation that was made for one export; null when it has ended, however it came about. */
export async function delegationEnded(
  { id: requestId, delegationId: delegation, owner: subject, language }: BulkExportRow,
  { ask, signal }: { readonly ask: AskPort; readonly signal: AbortSignal },
): Promise<Failing | null> {
  const put = (query: string, variables: Readonly<Record<string, unknown>>) =>
    ask({ delegation, subject, query, variables, requestId, language }, signal);
  try {
    const { data, refused } = await put(known, { id: delegation });
    const { version } = (data?.delegation ?? {}) as { readonly version?: number };
    if (refused) return null;
    const told = await put(revoke, { input: { id: delegation, version, reason: reason[language] } });
    return told.refused ? null : failingOf(told);
  } catch {
    return gatewayAway;
  }
}
