export { drawer } from './drawer.ts';
