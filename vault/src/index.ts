export * from './keys.ts';
export * from './randomness.ts';
export * from './seal.ts';
export * from './sign.ts';
