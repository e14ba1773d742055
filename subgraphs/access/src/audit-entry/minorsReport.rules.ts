import type { Subject } from '@hub/kernel';
import type { AuditEntryRow } from './auditEntry.entity.ts';
import { textsIn } from './auditEntry.rules.ts';

export type Approval = 'APPROVED' | 'BREAK_GLASS' | 'NONE';

/** Requests of one month, role, purpose, basis and approval that met minors' records. */
export interface MinorsCount {
  readonly month: string;
  readonly role: string;
  readonly purpose: string | null;
  readonly basis: string | null;
  readonly approval: Approval;
  readonly accesses: number;
  /** Records given in them; one that was given twice counts twice. */
  readonly records: number;
  /** Requests that were refused something for lack of an approval or of a guardian's consent. */
  readonly refusals: number;
}

export interface YearOfMinors {
  readonly year: number;
  readonly counts: readonly MinorsCount[];
}

export const subjectOfMinorsReport = ({ year }: Pick<YearOfMinors, 'year'>): Subject => ({
  id: String(year),
  divisionCode: null,
  ownerOrganisationId: null,
  bornOn: null,
});

const lacking = [':MINOR_APPROVAL', ':GUARDIAN_CONSENT'] as const;

const approvalOf = ({ grantId, approver }: AuditEntryRow): Approval =>
  grantId === null ? 'NONE' : approver === null ? 'BREAK_GLASS' : 'APPROVED';

/** Counts entries as they come; the table is small however many there are. */
export function createMinorsCount(dayOf: (instant: string) => string) {
  const counts = new Map<string, MinorsCount>();
  return {
    add(row: AuditEntryRow): void {
      const { role, purpose, basis } = row;
      const place = { month: dayOf(row.at).slice(0, 7), role, purpose, basis, approval: approvalOf(row) };
      const key = JSON.stringify(Object.values(place));
      const known = counts.get(key) ?? { ...place, accesses: 0, records: 0, refusals: 0 };
      const records = textsIn(row.minors).length;
      const isRefused = textsIn(row.withheld).some((one) => lacking.some((word) => one.endsWith(word)));
      counts.set(key, {
        ...known,
        accesses: known.accesses + (records > 0 ? 1 : 0),
        records: known.records + records,
        refusals: known.refusals + (isRefused ? 1 : 0),
      });
    },
    report: (year: number): YearOfMinors => ({
      year,
      counts: [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, count]) => count),
    }),
  };
}

/** Instants between which a year lies in every time zone. */
export const spanOf = (year: number) => ({
  from: new Date(Date.UTC(year - 1, 11, 31)).toISOString(),
  to: new Date(Date.UTC(year + 1, 0, 2)).toISOString(),
});

export const isOfYear = (row: AuditEntryRow, year: number, dayOf: (instant: string) => string): boolean =>
  dayOf(row.at).startsWith(`${String(year).padStart(4, '0')}-`);
