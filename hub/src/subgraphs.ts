import { openAccess } from '@hub/access';
import { openCharities } from '@hub/charities';
import { openCivilAffairs } from '@hub/civil-affairs';
import type { Opening, Subgraph } from '@hub/kernel';
import { openLinkage } from '@hub/linkage';
import { openMatching } from '@hub/matching';
import { openOperations } from '@hub/operations';
import type { SubgraphName } from '@hub/schema';
import { openSocialWork } from '@hub/social-work';
import { openVolunteers } from '@hub/volunteers';

/** How each subgraph is opened; the only place where all are known. */
export const openers: Readonly<Record<SubgraphName, (opening: Opening) => Promise<Subgraph>>> = {
  access: openAccess,
  'civil-affairs': openCivilAffairs,
  'social-work': openSocialWork,
  charities: openCharities,
  volunteers: openVolunteers,
  linkage: openLinkage,
  matching: openMatching,
  operations: openOperations,
};
