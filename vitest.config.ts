import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Where threads and programs that tests start keep what they compiled, as the hub itself does. */
const compiled = fileURLToPath(new URL('./node_modules/.cache/compiled', import.meta.url));

/** They take minutes: begun last, they would leave the other worker with nothing to do. */
const longest = ['traces/traces', 'explanations/explanations', 'hub/test/', 'accessMatrix'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification): number => {
      const place = longest.findIndex((part) => moduleId.includes(part));
      return place < 0 ? longest.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}

export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['{values,vault,kernel,schema,engines,subgraphs,gateway,explorer,hub,e2e}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    env: { APOLLO_TELEMETRY_DISABLED: '1', NODE_COMPILE_CACHE: compiled },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // What our modules keep are answers that depend on their question alone, so a worker loads each of them once and not once for each file.
    isolate: false,
  },
});
