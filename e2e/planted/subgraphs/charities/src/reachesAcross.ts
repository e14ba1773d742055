export { needRules } from '../../social-work/src/need/need.rules.ts';
