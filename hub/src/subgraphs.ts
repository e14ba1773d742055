import type { Opening, Subgraph } from '@hub/kernel';
import type { SubgraphName } from '@hub/schema';

/** How each subgraph is opened; the only place where all are known. Each is loaded when it is: a thread may need but one. */
export const openers: Readonly<Record<SubgraphName, (opening: Opening) => Promise<Subgraph>>> = {
  access: async (opening) => (await import('@hub/access')).openAccess(opening),
  'civil-affairs': async (opening) => (await import('@hub/civil-affairs')).openCivilAffairs(opening),
  'social-work': async (opening) => (await import('@hub/social-work')).openSocialWork(opening),
  charities: async (opening) => (await import('@hub/charities')).openCharities(opening),
  volunteers: async (opening) => (await import('@hub/volunteers')).openVolunteers(opening),
  linkage: async (opening) => (await import('@hub/linkage')).openLinkage(opening),
  matching: async (opening) => (await import('@hub/matching')).openMatching(opening),
  operations: async (opening) => (await import('@hub/operations')).openOperations(opening),
};
