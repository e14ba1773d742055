export * from '@hub/vault/testing';
export * from './feeds.ts';
export * from './fixtures.ts';
export * from './opened.ts';
export * from './places.ts';
export * from './records.ts';
export * from './selfSigned.ts';
export * from './stores.ts';
