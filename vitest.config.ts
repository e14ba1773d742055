import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['{values,vault,kernel,schema,engines,subgraphs,gateway,explorer,hub,e2e}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    env: { APOLLO_TELEMETRY_DISABLED: '1' },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
