export { demonstrationRoles, type TokenWish, tokenFor } from './demonstration.ts';
export { demonstrationResidents, demonstrationSeed } from './demonstrationDistrict.ts';
export { demonstrationReferrals, stories } from './demonstrationReferrals.ts';
export { type Hub, type HubParts, openHub } from './openHub.ts';
export { isSeeded, type SeedState, seedDistrict, seedStateOf } from './seed/seed.ts';
