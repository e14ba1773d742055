import { findNeed } from './need.repository.ts';
export const needResolvers = findNeed;
