export * from './asked.ts';
export * from './declaration.ts';
export { gatherUnits, type PlacesAbove } from './gather.ts';
export * from './partRelease.ts';
export { protectUnit } from './protect.ts';
export * from './release.ts';
