export { even as drawer } from './utils/index.ts';
