import { type GrantInForce, isPurpose, type Purpose, policy, type Viewer } from '@hub/engine-policy';
import { codesFromText, codesToText, type Refusal, refuse, type Subject } from '@hub/kernel';
import type { AccessGrantRow, GrantScope, reviewVerdicts } from './accessGrant.entity.ts';

export const visibleGrants = ({ role, divisions, subject }: Viewer): GrantScope => ({
  all: role === 'auditor',
  within: role === 'approver' ? divisions : [],
  requester: subject,
});

export const subjectOfGrant = ({ id, requesterOrganisation }: AccessGrantRow): Subject => ({
  id,
  divisionCode: null,
  ownerOrganisationId: requesterOrganisation,
  bornOn: null,
});

/** Only who is told of people at all has a use for an approval. */
export const mayRequestApproval = ({ role }: Viewer): boolean =>
  Object.values(policy.classes[role] ?? {}).some((classes) => classes.includes('PERSONAL'));
export const mayBreakGlass = ({ role }: Viewer): boolean => policy.grants.breakGlassRoles.includes(role);
/** Of those who see a grant, the requester gives it back and an approver takes it back; an auditor only watches. */
export const mayRevokeGrants = ({ role }: Viewer): boolean => role !== 'auditor';
export const mayDecide = ({ role }: Viewer): boolean => role === 'approver';

export interface Wish {
  readonly purpose: Purpose;
  readonly records: readonly string[];
  readonly reasonSealed: string;
  readonly days: number;
}

const mostRecords = 200;
const recordForm = /^[a-z]+(-[a-z]+)*_\w+$/;

const requested = (id: string, wish: Wish, viewer: Viewer, now: string): AccessGrantRow => ({
  id,
  version: 1,
  kind: 'APPROVAL',
  state: 'REQUESTED',
  requester: viewer.subject,
  requesterRole: viewer.role,
  requesterOrganisation: viewer.organisation,
  purpose: wish.purpose,
  records: codesToText([...new Set(wish.records)]),
  reasonSealed: wish.reasonSealed,
  caseReference: viewer.caseReference,
  requestedAt: now,
  days: wish.days,
  approver: null,
  decidedAt: null,
  noteSealed: null,
  validUntil: null,
  reviewVerdict: null,
  reviewer: null,
  reviewedAt: null,
  reviewNoteSealed: null,
});

function lacking({ records, purpose }: Wish, { role }: Viewer): Refusal | null {
  const strange = records.find((record) => !recordForm.test(record));
  if (strange !== undefined) return refuse('GRANT_RECORD', { record: strange });
  if (records.length > mostRecords) return refuse('GRANT_RECORDS', { met: records.length, most: mostRecords });
  return policy.classes[role]?.[purpose] ? null : refuse('GRANT_PURPOSE', { purpose, role });
}

export function request(id: string, wish: Wish, viewer: Viewer, now: string): AccessGrantRow | Refusal {
  const most = policy.grants.longestApprovalDays;
  if (wish.days < 1 || wish.days > most) return refuse('GRANT_DAYS', { met: wish.days, most });
  return lacking(wish, viewer) ?? requested(id, wish, viewer, now);
}

/** An emergency is not asked for: it holds at once, for three hours, and is looked at afterwards. */
export function breakGlass(
  id: string,
  wish: Omit<Wish, 'days'>,
  viewer: Viewer,
  now: string,
): AccessGrantRow | Refusal {
  const whole = { ...wish, days: 0 };
  return (
    lacking(whole, viewer) ?? {
      ...requested(id, whole, viewer, now),
      kind: 'BREAK_GLASS',
      state: 'GRANTED',
      decidedAt: now,
      validUntil: later(now, policy.grants.breakGlassHours * hour),
    }
  );
}

const hour = 3_600_000;
const later = (now: string, milliseconds: number): string => new Date(Date.parse(now) + milliseconds).toISOString();

export interface Judgement {
  readonly by: string;
  readonly noteSealed: string;
  readonly now: string;
}

const notTwice = (grant: AccessGrantRow, by: string): Refusal | null =>
  grant.requester === by ? refuse('GRANT_OF_ONESELF', { grant: grant.id }) : null;
const notWaiting = ({ id, state }: AccessGrantRow): Refusal | null =>
  state === 'REQUESTED' ? null : refuse('GRANT_NOT_WAITING', { grant: id, state });

/** Two people: nobody approves what she asked for herself. */
export const approve = (grant: AccessGrantRow, { by, noteSealed, now }: Judgement): Partial<AccessGrantRow> | Refusal =>
  notTwice(grant, by) ??
  notWaiting(grant) ?? {
    state: 'GRANTED',
    approver: by,
    decidedAt: now,
    noteSealed,
    validUntil: later(now, grant.days * 24 * hour),
  };

export const decline = (grant: AccessGrantRow, { by, noteSealed, now }: Judgement): Partial<AccessGrantRow> | Refusal =>
  notTwice(grant, by) ?? notWaiting(grant) ?? { state: 'DECLINED', approver: by, decidedAt: now, noteSealed };

/** Ends a grant before its time; whoever asked for it may give it back. */
export const revoke = (grant: AccessGrantRow, { noteSealed, now }: Judgement): Partial<AccessGrantRow> | Refusal =>
  isInForce(grant, now)
    ? { state: 'REVOKED', validUntil: now, noteSealed }
    : refuse('GRANT_NOT_IN_FORCE', { grant: grant.id });

export function review(
  grant: AccessGrantRow,
  verdict: (typeof reviewVerdicts)[number],
  { by, noteSealed, now }: Judgement,
): Partial<AccessGrantRow> | Refusal {
  if (grant.kind !== 'BREAK_GLASS' || grant.reviewVerdict !== null)
    return refuse('GRANT_NOT_TO_REVIEW', { grant: grant.id });
  return notTwice(grant, by) ?? { reviewVerdict: verdict, reviewer: by, reviewedAt: now, reviewNoteSealed: noteSealed };
}

export const isInForce = ({ state, validUntil }: AccessGrantRow, now: string): boolean =>
  state === 'GRANTED' && validUntil !== null && now < validUntil;

export type { Purpose };

export type GrantStanding = Exclude<AccessGrantRow['state'], 'GRANTED'> | 'IN_FORCE' | 'EXPIRED';

/** Where a grant stands at this moment, in one word. */
export const stateOf = (grant: AccessGrantRow, now: string): GrantStanding =>
  grant.state !== 'GRANTED' ? grant.state : isInForce(grant, now) ? 'IN_FORCE' : 'EXPIRED';

/** The grant as it bounds a request, if it holds now, for this bearer in this role and for this purpose. */
export function grantInForce(
  grant: AccessGrantRow | undefined,
  bearer: { readonly subject: string; readonly role: string; readonly purpose: string | null },
  now: string,
): GrantInForce | null {
  if (!grant || !isInForce(grant, now)) return null;
  const { requester, requesterRole, purpose, id, kind, approver, records } = grant;
  const isHers = requester === bearer.subject && requesterRole === bearer.role && purpose === bearer.purpose;
  return isHers && isPurpose(purpose) ? { id, kind, approver, records: codesFromText(records) } : null;
}
