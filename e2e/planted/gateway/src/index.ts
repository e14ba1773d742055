export const carrierOf = 1;
