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
  'operations',
] as const;
export type SubgraphName = (typeof subgraphNames)[number];

export const supergraphFile = new URL('./supergraph.graphql', import.meta.url);

const read = (file: string) => readFileSync(new URL(`./${file}`, import.meta.url), 'utf8');

/** Those that count people or needs share the tables in which counts are given. */
const withStatistics: readonly SubgraphName[] = ['civil-affairs', 'social-work', 'charities', 'volunteers', 'matching'];

/** The parts that are put before the SDL of a subgraph, by file name; all share the foundation. */
export const sharedPartsOf = (name: SubgraphName): readonly string[] =>
  withStatistics.includes(name) ? ['foundation', 'statistics'] : ['foundation'];

/** The published SDL of one subgraph. */
export const sdlOf = (name: SubgraphName): string =>
  [...sharedPartsOf(name), name].map((part) => read(`${part}.graphql`)).join('\n');

/** The SDL that `access` answers: what is published, and what the gateway and workers alone may ask. */
export const accessSdl = (): string => `${sdlOf('access')}\n${read('access.internal.graphql')}`;

export const parsedSdlOf = (name: SubgraphName): DocumentNode => parse(sdlOf(name));

/** The composed supergraph as committed; empty before it was first composed. */
export const supergraphSdl = (): string => (existsSync(supergraphFile) ? readFileSync(supergraphFile, 'utf8') : '');

export * from './answerShape.ts';
export { publishedSdl } from './published.ts';
export * from './questions.ts';
export { scalars } from './scalars.ts';
export * from './shippedOperations.ts';
