import { fieldClasses, purposes, type Viewer } from '@hub/engine-policy';
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
  /** Who sees what it left, or the record of the world whose viewers do. */
  readonly seenBy: string | ((viewer: Viewer) => boolean);
}

const ofRole = (role: Viewer['role'], divisions: readonly string[]): Viewer => ({
  ...(viewers.find((viewer) => viewer.role === role) as Viewer),
  divisions,
});

/**
 * A grant is seen by auditors, by approvers of the place, and by whoever asked for it; a revocation by operators and auditors; a
 * delegation, a schedule and its runs, and a bulk export by these and by whoever gave or made it.
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
    // What it answers is public, so that the same is delivered wherever it is asked.
    followedBy: (delegation) => ({
      change: `mutation { registerOperation(input: { document: "query Stations { stations(first: 50) { edges { node { id name } } } }",
        titleZh: "社工站", titleEn: "Stations", descriptionZh: "社工站", descriptionEn: "Stations" }) { id } }`,
      followedBy: (operation) => ({
        change: `mutation { createSchedule(input: { name: "Weekly", operation: "${operation}", delegation: "${delegation}",
          cron: "0 8 * * 1", onChange: [NEED] }) { id } }`,
        followedBy: (schedule) => ({
          change: `mutation { openDeliveryTarget(input: { name: "Inbox", kind: INBOX, schedules: ["${schedule}"] }) { target { id } } }`,
          followedBy: () => ({
            change: `mutation { runSchedule(input: { id: "${schedule}" }) { id } }`,
            followedBy: () => ({
              change: `mutation { startBulkExport(input: { operation: "${operation}", delegation: "${delegation}", format: CSV }) { id } }`,
            }),
          }),
        }),
      }),
    }),
    seenBy: (viewer) => seesAllOfAccess(viewer) || viewer.role === 'street-worker',
  },
];
