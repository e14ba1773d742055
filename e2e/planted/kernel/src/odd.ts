import type { even } from './even.ts';
export const odd: unknown = null as unknown as typeof even;
