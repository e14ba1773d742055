import { noticeOnly, type Projections, type Store } from '@hub/kernel';
import type { Seals } from './seals.ts';
import { usedHoursOf } from './service-record/serviceRecord.repository.ts';
import type { VolunteersTables } from './tables.ts';
import { volunteerForLinkage, volunteerForMatching } from './volunteer/volunteer.feed.ts';
import { volunteersForFeed } from './volunteer/volunteer.repository.ts';
import { volunteerTeamForMatching } from './volunteer-team/volunteerTeam.feed.ts';
import { volunteerTeamsForFeed } from './volunteer-team/volunteerTeam.repository.ts';

/** What each reader of the feed may have of each kind. */
export const publishedOf = ({ reads }: Store<VolunteersTables>, sealed: Seals): Projections => ({
  volunteer: {
    linkage: volunteerForLinkage(volunteersForFeed(reads), sealed.volunteer),
    operations: noticeOnly,
    matching: volunteerForMatching(volunteersForFeed(reads), usedHoursOf(reads, 'volunteer'), sealed.volunteer),
  },
  volunteerTeam: {
    matching: volunteerTeamForMatching(volunteerTeamsForFeed(reads), usedHoursOf(reads, 'volunteerTeam')),
  },
});
