export { carrierOf, createGateway, type Gateway, type GatewayParts } from './createGateway.ts';
export { type BoundName, type Bounds, defaultBounds } from './guards/bounds.ts';
export type { Readiness } from './httpParts.ts';
export { defaultSettings, type GatewaySettings, readSettings } from './settings.ts';
export type { TokenClaims } from './tokens/claims.ts';
export { issueToken, type TokenParties } from './tokens/issueToken.ts';
export { ownKeys, privateKeyOf } from './tokens/ownKeys.ts';
