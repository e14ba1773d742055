export { carrierOf, createGateway, type Gateway, type GatewayParts, type Readiness } from './createGateway.ts';
export { issueToken, publicKeysOf, type TokenClaims } from './tokens.ts';
