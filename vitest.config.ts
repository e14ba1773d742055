import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Where threads and programs that tests start keep what they compiled, as the hub itself does. */
const compiled = fileURLToPath(new URL('./node_modules/.cache/compiled', import.meta.url));

export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['{values,vault,kernel,schema,engines,subgraphs,gateway,explorer,hub,e2e}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    env: { APOLLO_TELEMETRY_DISABLED: '1', NODE_COMPILE_CACHE: compiled },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // What our modules keep are answers that depend on their question alone, so a worker loads each of them once and not once for each file.
    isolate: false,
  },
});
