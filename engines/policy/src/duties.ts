import type { Purpose } from './viewer.ts';

/** What one kind of public body may do, where its duties are told apart by law or order. */
export interface Duty {
  readonly name: string;
  /** Organisations of this duty have ids that begin so. */
  readonly organisations: string;
  readonly purposes: readonly Purpose[];
  readonly source: string;
}

const source =
  'Tianjin: Opinions on giving further play to street and town social-work stations, part on duties (职责分工)';

/**
 * Who has which duty towards stations: party departments of social work coordinate (统筹协调), civil affairs guides the business
 * (业务指导), street and town offices manage and supervise day by day (日常管理和监督).
 */
export const duties: readonly Duty[] = [
  {
    name: 'COORDINATION',
    organisations: 'org_social_work',
    purposes: ['RESOURCE_MATCHING', 'STATISTICS'],
    source,
  },
  {
    name: 'GUIDANCE',
    organisations: 'org_civil_affairs',
    purposes: ['ASSISTANCE_RECOGNITION', 'DYNAMIC_MONITORING', 'RESOURCE_MATCHING', 'STATISTICS', 'CORRECTION'],
    source,
  },
  {
    name: 'DAILY_MANAGEMENT',
    organisations: 'org_street',
    purposes: ['DYNAMIC_MONITORING', 'RESOURCE_MATCHING', 'CASE_SERVICE', 'VISIT', 'STATISTICS'],
    source,
  },
];
