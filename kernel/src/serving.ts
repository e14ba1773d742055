/** What a subgraph needs to be a program of its own; apart from the rest, so that nobody else waits for two web servers to be loaded. */
export * from './serve.ts';
export * from './serveAlone.ts';
