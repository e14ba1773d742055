import { odd } from './odd.ts';
export const even = () => odd;
