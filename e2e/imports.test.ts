import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser';
import { describe, expect, test } from 'vitest';

const config = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as IConfiguration;

/** Rules that are broken by the files under `planted/`, which repeat the house's paths. */
async function brokenRules(): Promise<ReadonlySet<string>> {
  const { output } = await cruise(['.'], {
    ruleSet: { forbidden: config.forbidden ?? [] },
    validate: true,
    baseDir: fileURLToPath(new URL('./planted', import.meta.url)),
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js'] },
  });
  return new Set((output as ICruiseResult).summary.violations.map(({ rule }) => rule.name));
}

describe('the import rules', () => {
  const broken = brokenRules();

  test.each([
    'subgraphs-see-down',
    'subgraphs-are-apart',
    'rules-are-pure',
    'resolvers-hold-no-sql',
    'features-are-apart',
    'no-circle',
    'no-drawer',
    'contract-sees-nothing',
    'vault-sees-nothing',
    'kernel-sees-vault',
    'engines-do-no-io',
    'front-door-of-kernel',
  ])('catch a planted violation of %s', async (rule) => {
    expect([...(await broken)]).toContain(rule);
  });
});

test('the lockfile keeps the SQLite driver from being compiled, because its binaries come inside the package', () => {
  const lock = createRequire(import.meta.url)('../package-lock.json') as {
    packages: Record<string, { readonly gypfile?: boolean }>;
  };
  expect(lock.packages['node_modules/better-sqlite3']?.gypfile).toBe(false);
});

test('the explorer opens with the main question as it is shipped', () => {
  const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
  expect(read('explorer/src/defaultQuery.graphql')).toBe(read('schema/operations/needsWithResources.graphql'));
});
