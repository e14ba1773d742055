import { charitiesFrame, charitiesOf } from './charities.ts';
import { civilAffairsFrame, civilAffairsOf } from './civilAffairs.ts';
import { type CommunityPeople, drawCommunity } from './community.ts';
import type { District } from './district.ts';
import type { Department, DistrictChunk } from './records.ts';
import { socialWorkFrame, socialWorkOf } from './socialWork.ts';
import { volunteersFrame, volunteersOf } from './volunteers.ts';

export const departments: readonly Department[] = ['civilAffairs', 'socialWork', 'charities', 'volunteers'];

/** What no community has alone: the first chunk. */
export function frameChunk(district: District): DistrictChunk {
  return {
    civilAffairs: civilAffairsFrame(district),
    socialWork: socialWorkFrame(district),
    charities: charitiesFrame(district),
    volunteers: volunteersFrame(district),
    truth: [],
  };
}

/** The records of some communities, one after the other, from `first` up to but not including `end`; those of other departments are not made. */
export function communitiesChunk(
  district: District,
  first: number,
  end: number,
  departments: readonly Department[],
): DistrictChunk {
  const drawn = district.places.communities.slice(first, end).flatMap((community) => {
    const quota = district.quotas[community.ordinal];
    return quota === undefined ? [] : [chunkOf(district, drawCommunity(district, community, quota), departments)];
  });
  return joined(drawn);
}

/** What was made of one community. */
type CommunityChunk = Partial<Pick<DistrictChunk, Department>> & Pick<DistrictChunk, 'truth'>;

const makers = {
  civilAffairs: civilAffairsOf,
  socialWork: socialWorkOf,
  charities: charitiesOf,
  volunteers: volunteersOf,
} satisfies Record<Department, unknown>;

function chunkOf(district: District, people: CommunityPeople, departments: readonly Department[]): CommunityChunk {
  const made = departments.map((department) => [department, makers[department](district, people)] as const);
  return {
    ...Object.fromEntries(made.map(([department, { records }]) => [department, records])),
    truth: made.flatMap(([, { truth }]) => truth),
  };
}

function joined(chunks: readonly CommunityChunk[]): DistrictChunk {
  const all = <Row>(rows: (chunk: CommunityChunk) => readonly Row[] | undefined): Row[] =>
    chunks.flatMap((chunk) => rows(chunk) ?? []);
  return {
    civilAffairs: {
      divisions: all(({ civilAffairs }) => civilAffairs?.divisions),
      managedBy: all(({ civilAffairs }) => civilAffairs?.managedBy),
      zones: all(({ civilAffairs }) => civilAffairs?.zones),
      households: all(({ civilAffairs }) => civilAffairs?.households),
      residents: all(({ civilAffairs }) => civilAffairs?.residents),
      assistanceStatuses: all(({ civilAffairs }) => civilAffairs?.assistanceStatuses),
    },
    socialWork: {
      stations: all(({ socialWork }) => socialWork?.stations),
      socialWorkers: all(({ socialWork }) => socialWork?.socialWorkers),
      clients: all(({ socialWork }) => socialWork?.clients),
      needs: all(({ socialWork }) => socialWork?.needs),
      caseFiles: all(({ socialWork }) => socialWork?.caseFiles),
      projects: all(({ socialWork }) => socialWork?.projects),
      serviceOffers: all(({ socialWork }) => socialWork?.serviceOffers),
      venues: all(({ socialWork }) => socialWork?.venues),
      venueSlots: all(({ socialWork }) => socialWork?.venueSlots),
    },
    charities: {
      charityOrganisations: all(({ charities }) => charities?.charityOrganisations),
      beneficiaries: all(({ charities }) => charities?.beneficiaries),
      funds: all(({ charities }) => charities?.funds),
      matchGrants: all(({ charities }) => charities?.matchGrants),
      goodsStocks: all(({ charities }) => charities?.goodsStocks),
    },
    volunteers: {
      volunteerTeams: all(({ volunteers }) => volunteers?.volunteerTeams),
      volunteers: all(({ volunteers }) => volunteers?.volunteers),
    },
    truth: all(({ truth }) => truth),
  };
}
