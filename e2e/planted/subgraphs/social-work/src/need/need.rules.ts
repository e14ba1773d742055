export { findNeed } from './need.repository.ts';
export const needRules = 1;
