import type { Purpose, Role } from '@hub/engine-policy';
import { dayIn, type Subgraph } from '@hub/kernel';
import { addDays } from '@hub/values';
import { demonstrationDivision } from './demonstrationDistrict.ts';

interface FirstSchedule {
  readonly name: string;
  readonly role: Role;
  readonly purpose: Purpose | null;
  readonly operation: string;
  readonly timing: Readonly<Record<string, unknown>>;
  /** Name of an inbox to which what changed is delivered; left out where nobody is told. */
  readonly inbox?: string;
}

/** What a new demonstration asks by itself: the matching at night, and questions before the office opens. */
export const firstSchedules: readonly FirstSchedule[] = [
  {
    name: 'Nightly matching',
    role: 'operator',
    purpose: null,
    operation: 'FullMatchRun',
    timing: { cron: '30 2 * * *', timeoutSeconds: 1800 },
  },
  {
    name: 'Needs and resources each workday',
    role: 'district-officer',
    purpose: 'RESOURCE_MATCHING',
    operation: 'NeedsWithResources',
    timing: { cron: '30 7 * * *', days: 'WORKDAYS', overlap: 'QUEUE' },
  },
  {
    name: 'Files due for review each Monday',
    role: 'district-officer',
    purpose: 'DYNAMIC_MONITORING',
    operation: 'FilesDueForReview',
    timing: { cron: '0 8 * * 1', days: 'NEXT_WORKDAY' },
  },
  {
    name: 'Overdue referrals each workday',
    role: 'district-officer',
    purpose: 'RESOURCE_MATCHING',
    operation: 'OverdueReferrals',
    timing: { cron: '0 9 * * *', days: 'WORKDAYS' },
    inbox: '逾期转介',
  },
];

const delegate = `mutation ($input: DelegateInput!) { delegate(input: $input) { id } }`;
const stored = `query ($name: String) { trustedOperations(where: { name: $name, owner: "hub" }, first: 1) { edges { node { id } } } }`;
const create = `mutation ($input: CreateScheduleInput!) { createSchedule(input: $input) { id } }`;
const open = `mutation ($input: OpenDeliveryTargetInput!) { openDeliveryTarget(input: $input) { target { id } } }`;
const longestDays = 90;

/**
 * Gives a new demonstration its first schedules, each under a delegation of the demonstration's officer or operator for as long as one may
 * hold; that they were given is in the ledger.
 */
export async function demonstrationSchedules(
  { access, operations }: { readonly access: Subgraph; readonly operations: Subgraph },
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): Promise<void> {
  const ask = async (subgraph: Subgraph, { role, purpose }: FirstSchedule, query: string, variables: object) => {
    const viewer = {
      subject: `demo-${role}`,
      role,
      divisions: [demonstrationDivision],
      organisation: null,
      purpose,
      basis: 'STATUTORY_DUTY',
      tokenId: 'demonstration',
      agreement: null,
      grant: null,
      caseReference: null,
    };
    const caller = { viewer, requestId: 'demonstration', language: 'zh', idempotencyKey: null } as const;
    const answer = await subgraph.execute(
      { query, variables: { ...variables } },
      { ...caller, now: now.toISOString() },
    );
    const [error] = answer.errors ?? [];
    if (error || !answer.data) throw new Error(`The demonstration's schedules: ${error?.message ?? 'no answer'}`);
    return answer.data;
  };
  const validTo = addDays(dayIn(timeZone, now.toISOString()), longestDays);
  for (const first of firstSchedules) {
    const { name, purpose, operation, timing, inbox } = first;
    const list = (await ask(operations, first, stored, { name: operation })).trustedOperations as {
      readonly edges: readonly { readonly node: { readonly id: string } }[];
    };
    const wish = { divisions: [demonstrationDivision], purpose, validTo, reason: `Demonstration: ${name}` };
    const delegation = (await ask(access, first, delegate, { input: wish })).delegate as { readonly id: string };
    const input = { name, operation: list.edges[0]?.node.id, delegation: delegation.id, ...timing };
    const schedule = (await ask(operations, first, create, { input })).createSchedule as { readonly id: string };
    const target = { name: inbox, kind: 'INBOX', schedules: [schedule.id] };
    if (inbox !== undefined) await ask(operations, first, open, { input: target });
  }
}
