import type { Purpose, Role } from '@hub/engine-policy';
import type { Subgraph } from '@hub/kernel';
import { demonstrationDivision } from './demonstrationDistrict.ts';

const purpose: Purpose = 'RESOURCE_MATCHING';
const asOf = (role: Role) => ({
  subject: `demo-${role}`,
  role,
  divisions: [demonstrationDivision],
  organisation: null,
  purpose,
  basis: 'STATUTORY_DUTY',
  tokenId: null,
  agreement: null,
  grant: null,
  caseReference: null,
});

const held = '{ accessGrants(where: { state: IN_FORCE, kind: APPROVAL }, first: 1) { edges { node { id purpose } } } }';
const request = `mutation { requestApproval(input: { purpose: ${purpose}, days: 30,
  reason: "Demonstration: needs of children are matched too" }) { id version } }`;
const approve = `mutation ($input: JudgeGrantInput!) { approveGrant(input: $input) { id } }`;

interface Granted {
  readonly id: string;
  readonly version: number;
}

/**
 * The approval with which the demonstration's officer reads the records of minors when she matches resources: the one that
 * holds, or a new one that she asks for and the demonstration's approver grants. Both steps are in the ledger.
 */
export async function demonstrationApproval(access: Subgraph, now: Date): Promise<string | null> {
  const ask = async (role: Role, query: string, variables = {}) => {
    const caller = { viewer: asOf(role), requestId: 'demonstration', language: 'zh', idempotencyKey: null } as const;
    return (await access.execute({ query, variables }, { ...caller, now: now.toISOString() })).data ?? {};
  };
  const list = (await ask('district-officer', held)).accessGrants as { edges: readonly { node: Granted }[] } | null;
  const [known] = list?.edges ?? [];
  if (known) return known.node.id;
  const wanted = (await ask('district-officer', request)).requestApproval as Granted | null;
  if (!wanted) return null;
  const input = { ...wanted, note: 'Demonstration: approved for thirty days' };
  return ((await ask('approver', approve, { input })).approveGrant as Granted | null)?.id ?? null;
}
