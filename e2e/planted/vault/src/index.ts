export { even } from '../../kernel/src/even.ts';
