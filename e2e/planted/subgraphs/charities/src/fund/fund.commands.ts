import { needResolvers } from '../../../social-work/src/need/need.resolvers.ts';
export const fund = needResolvers;
