import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fieldClasses, purposes, type Viewer } from '@hub/engine-policy';
import { openQuestions, publishedSdl, supergraphSdl } from '@hub/schema';
import { districtTwo, streetThree } from './places.ts';
import { record, type WorldRecord } from './records.ts';
import { viewers } from './viewers.ts';

const agreementOf = (organisationId: string): WorldRecord =>
  record(
    'access',
    'agreements',
    {
      id: `agreement_${organisationId}`,
      organisationId,
      purposes,
      bases: ['CONTRACT', 'CONSENT', 'GUARDIAN_CONSENT'],
      divisionCode: '420500000000',
      fieldClasses,
      validFrom: '2026-01-01',
      validTo: '2027-12-31',
      impactAssessmentNumber: `PIA-${organisationId}`,
      documentNumber: null,
    },
    { seenAs: (viewer) => seesAllOfAccess(viewer) || viewer.organisation === organisationId },
  );

const seesAllOfAccess = ({ role }: Viewer): boolean => role === 'operator' || role === 'auditor';

/** Partners read their own agreements and not each other's. */
export const accessRecords = (): readonly WorldRecord[] =>
  ['charity_one', 'charity_two', 'org_platform'].map(agreementOf);

/** Something done in an open house that leaves a record there. */
export interface Deed {
  readonly by: Viewer;
  readonly change: string;
  /** What is done next, with the id that the change before it gave. */
  readonly followedBy?: (id: string) => Omit<Deed, 'by' | 'seenBy'>;
  readonly seenBy: (viewer: Viewer) => boolean;
}

/** Id of a stored question that ships, as it is made from owner, name, edition and content. */
function shippedId(name: string, file: string): string {
  const document = readFileSync(new URL(`../../schema/operations/${file}.graphql`, import.meta.url), 'utf8');
  const read = openQuestions(publishedSdl(supergraphSdl())).read(document);
  if ('problem' in read) throw new Error(read.problem);
  const content = ['hub', name, 1, read.hash].join('\n');
  return `operation_${createHash('sha256').update(content).digest('hex').slice(0, 24)}`;
}

const ofRole = (role: Viewer['role'], divisions: readonly string[]): Viewer => ({
  ...(viewers.find((viewer) => viewer.role === role) as Viewer),
  divisions,
});

/**
 * A grant is seen by auditors, by approvers of the place, and by whoever asked for it; a revocation by operators and auditors; a
 * delegation, a schedule and its runs by these and by whoever gave or made it.
 */
export const deeds: readonly Deed[] = [
  {
    by: ofRole('street-worker', [streetThree]),
    change:
      'mutation { requestApproval(input: { purpose: VISIT, records: ["resident_district"], reason: "Visit a child at home", days: 3 }) { id } }',
    seenBy: ({ role }) => role === 'auditor' || role === 'street-worker',
  },
  {
    by: ofRole('operator', [districtTwo]),
    change: 'mutation { revokeTokens(input: { tokenId: "token-of-nobody", reason: "Lost on a journey" }) { id } }',
    seenBy: seesAllOfAccess,
  },
  {
    by: ofRole('street-worker', [streetThree]),
    change: `mutation { delegate(input: { divisions: ["${streetThree}"], purpose: VISIT, validTo: "2026-12-31", reason: "Each week's visits" }) { id } }`,
    followedBy: (delegation) => ({
      change: `mutation { createSchedule(input: { name: "Weekly", operation: "${shippedId('CountsByStreet', 'countsByStreet')}",
        delegation: "${delegation}", cron: "0 8 * * 1", onChange: [NEED] }) { id } }`,
      followedBy: (schedule) => ({ change: `mutation { runSchedule(input: { id: "${schedule}" }) { id } }` }),
    }),
    seenBy: (viewer) => seesAllOfAccess(viewer) || viewer.role === 'street-worker',
  },
];
