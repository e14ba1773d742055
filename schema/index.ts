import { existsSync, readFileSync } from 'node:fs';

import { type DocumentNode, parse } from 'graphql';

/** Subgraphs that are joined into the supergraph, in the order in which they are named everywhere. */
export const federatedSubgraphs = [
  'civil-affairs',
  'social-work',
  'charities',
  'volunteers',
  'linkage',
  'matching',
] as const;
export type FederatedSubgraph = (typeof federatedSubgraphs)[number];

/** All subgraphs; `access` answers the gateway and workers only. */
export const subgraphNames = [...federatedSubgraphs, 'access'] as const;
export type SubgraphName = (typeof subgraphNames)[number];

export const supergraphFile = new URL('./supergraph.graphql', import.meta.url);

const read = (file: string) => readFileSync(new URL(`./${file}`, import.meta.url), 'utf8');

const isFederated = (name: SubgraphName): name is FederatedSubgraph => name !== 'access';

/** The SDL of one subgraph; the federated ones share the foundation. */
export const sdlOf = (name: SubgraphName): string =>
  isFederated(name) ? `${read('foundation.graphql')}\n${read(`${name}.graphql`)}` : read(`${name}.graphql`);

export const parsedSdlOf = (name: SubgraphName): DocumentNode => parse(sdlOf(name));

/** The composed supergraph as committed; empty before it was first composed. */
export const supergraphSdl = (): string => (existsSync(supergraphFile) ? readFileSync(supergraphFile, 'utf8') : '');

export { scalars } from './scalars.ts';
