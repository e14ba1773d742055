export { needRules } from '../../subgraphs/social-work/src/need/need.rules.ts';
