export { even } from '../../../kernel/src/even.ts';
export { odd } from '../../../kernel/src/odd.ts';
