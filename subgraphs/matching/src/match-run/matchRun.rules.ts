import type { MatchInput, MatchOutcome } from '@hub/engine-matching';
import type { Viewer } from '@hub/engine-policy';
import { type AuditEntry, auditEntryOf, type Subject } from '@hub/kernel';
import type { MatchRunRow } from './matchRun.entity.ts';

/** Operators start runs to keep the hub going, officers of the district to match resources. */
export const mayStartMatchRun = ({ role, purpose }: Viewer): boolean =>
  role === 'operator' || (role === 'district-officer' && purpose === 'RESOURCE_MATCHING');

/** Figures over all needs and resources are the operator's, who keeps the hub going and sees no record. */
export const maySeeWholeRuns = ({ role }: Viewer): boolean => role === 'operator';

/** A run has figures and is about nobody. */
export const subjectOfMatchRun = ({ id }: MatchRunRow): Subject => ({
  id,
  divisionCode: null,
  ownerOrganisationId: null,
  bornOn: null,
});

const pairsAtHand = 20_000;

/** Whether a run may take so long that others would have to wait for it. */
export const isLarge = ({ needs, resources }: Pick<MatchInput, 'needs' | 'resources'>): boolean =>
  needs.length * resources.length > pairsAtHand;

/** The figures of a run. */
export const runOf = (
  { totals, policyVersion, examinedPairs }: MatchOutcome,
  id: string,
  finishedAt: string,
): MatchRunRow => ({
  id,
  finishedAt,
  policyVersion,
  needs: totals.needs,
  met: totals.met,
  partlyMet: totals.partlyMet,
  unmet: totals.unmet,
  resources: totals.resources,
  examinedPairs,
  objective: totals.objective,
  dualBound: totals.dualBound,
});

/**
 * What the ledger says of a run before it begins. Whose needs were read into the copy stands in the entries of the feed's batches, so a
 * run names itself and how many needs it looks at.
 */
export const auditEntryOfRun = (
  id: string,
  { needs, policy }: Pick<MatchInput, 'needs' | 'policy'>,
  at: string,
): AuditEntry =>
  auditEntryOf({
    action: 'BATCH',
    actor: 'matching',
    role: 'worker',
    purpose: 'RESOURCE_MATCHING',
    basis: 'STATUTORY_DUTY',
    requestId: id,
    operation: `matching of ${needs.length} open needs`,
    outcome: 'ALLOWED',
    fieldClasses: ['ASSISTANCE', 'CASE', 'CONTACT'],
    subjects: [`MatchRun:${id}`],
    rows: needs.length,
    policyVersion: `matching ${policy.version}`,
    at,
  });
