export { carrierOf, createGateway, type Gateway, type GatewayParts } from './createGateway.ts';
export type { Readiness } from './httpParts.ts';
export { issueToken, publicKeysOf, type TokenClaims } from './tokens.ts';
