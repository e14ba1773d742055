import { existsSync, readFileSync } from 'node:fs';

import { type DocumentNode, parse } from 'graphql';

/** Subgraphs that are joined into the supergraph, in the order in which they are named everywhere. */
export const subgraphNames = [
  'civil-affairs',
  'social-work',
  'charities',
  'volunteers',
  'linkage',
  'matching',
  'access',
] as const;
export type SubgraphName = (typeof subgraphNames)[number];

export const supergraphFile = new URL('./supergraph.graphql', import.meta.url);

const read = (file: string) => readFileSync(new URL(`./${file}`, import.meta.url), 'utf8');

/** The published SDL of one subgraph; all share the foundation. */
export const sdlOf = (name: SubgraphName): string => `${read('foundation.graphql')}\n${read(`${name}.graphql`)}`;

/** The SDL that `access` answers: what is published, and what the gateway and workers alone may ask. */
export const accessSdl = (): string => `${sdlOf('access')}\n${read('access.internal.graphql')}`;

export const parsedSdlOf = (name: SubgraphName): DocumentNode => parse(sdlOf(name));

/** The composed supergraph as committed; empty before it was first composed. */
export const supergraphSdl = (): string => (existsSync(supergraphFile) ? readFileSync(supergraphFile, 'utf8') : '');

export { scalars } from './scalars.ts';
