/** Section 3 and 4 of docs/architecture.md as code: who may import whom. e2e/imports.test.ts proves that each rule can fail. */
const rooms = 'values|vault|kernel|schema|engines|subgraphs|gateway|explorer|hub|e2e|bench';
const tests = '\\.test\\.ts$|/test/|/testing/';
const layer = (suffix) => `\\.${suffix}\\.ts$`;

/** A forbidden import, from one path to another. */
const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    never('no-circle', 'Two rooms that import each other are one room.', {}, { circular: true }),
    never(
      'no-drawer',
      'A name must say what is inside.',
      {},
      { path: '(^|/)(utils?|helpers?|common|shared|misc)(/|\\.)', pathNot: 'node_modules' },
    ),
    never('resolvable', 'What is imported must exist.', {}, { couldNotResolve: true, pathNot: '__generated__' }),
    ...['values', 'vault', 'kernel', 'gateway', 'hub', 'engines/[^/]+', 'subgraphs/[^/]+'].map((room) =>
      never(
        `front-door-of-${room.split('/')[0]}`,
        'Another package is entered by its index only.',
        { pathNot: `^(${room})/` },
        {
          path: `^${room}/`,
          pathNot: [
            '/src/index\\.ts$',
            '^(kernel|vault)/src/testing/index\\.ts$',
            '^kernel/src/(messages|serving)\\.ts$',
            '^engines/matching/src/files/index\\.ts$',
          ],
        },
      ),
    ),
    never(
      'contract-sees-nothing',
      'schema and values see nothing of ours.',
      { path: '^(schema|values)/' },
      { path: `^(${rooms})/`, pathNot: '^$1/' },
    ),
    never(
      'vault-sees-nothing',
      'The vault sees nothing of ours, and no package.',
      { path: '^vault/src/' },
      { path: `^(${rooms})/|node_modules`, pathNot: '^vault/' },
    ),
    never(
      'kernel-sees-vault',
      'Of ours the kernel sees the vault only.',
      { path: '^kernel/' },
      { path: `^(${rooms})/`, pathNot: '^(kernel|vault)/' },
    ),
    never(
      'values-are-pure',
      'Values know no I/O.',
      { path: '^values/src/', pathNot: tests },
      { dependencyTypes: ['core'] },
    ),
    never(
      'engines-see-values',
      'An engine sees its own files and values.',
      { path: '^engines/([^/]+)/' },
      { path: `^(${rooms})/`, pathNot: ['^engines/$1/', '^values/src/index\\.ts$'] },
    ),
    never(
      'engines-do-no-io',
      'An engine has no I/O but threads.',
      { path: '^engines/[^/]+/src/' },
      { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|worker_threads)$' },
    ),
    never(
      'subgraphs-are-apart',
      'A subgraph never sees another one.',
      { path: '^subgraphs/([^/]+)/' },
      { path: '^subgraphs/', pathNot: '^subgraphs/$1/' },
    ),
    never(
      'subgraphs-see-down',
      'A subgraph sees kernel, schema, values and engines.',
      { path: '^subgraphs/' },
      { path: '^(gateway|hub|explorer|e2e|bench)/' },
    ),
    never(
      'policy-from-rules',
      'The policy is asked by rules and bound in context.ts.',
      { path: '^subgraphs/', pathNot: ['\\.rules\\.ts$', '/context\\.ts$', tests] },
      { path: '^engines/policy/' },
    ),
    never(
      'engine-from-rules-commands-worker',
      'A subgraph asks its own engine from rules, commands and workers.',
      { path: '^subgraphs/([^/]+)/', pathNot: ['\\.(rules|commands|worker)\\.ts$', tests] },
      { path: '^engines/(?!policy)' },
    ),
    never(
      'own-engine',
      'A subgraph knows no engine but its own, the policy and the statistics.',
      { path: '^subgraphs/([^/]+)/', pathNot: '^subgraphs/access/' },
      { path: '^engines/', pathNot: ['^engines/$1/', '^engines/(policy|statistics)/'] },
    ),
    never(
      'ledger-of-access',
      'The engine of access is called after its ledger.',
      { path: '^subgraphs/access/' },
      { path: '^engines/(?!(ledger|policy)/)' },
    ),
    never(
      'gateway-sees-down',
      'The gateway never sees a subgraph.',
      { path: '^gateway/' },
      { path: '^(subgraphs|hub|explorer|e2e|bench|engines/(?!policy))' },
    ),
    never(
      'hub-sees-down',
      'The composition root is below the tests only.',
      { path: '^hub/' },
      { path: '^(explorer|e2e|bench)/' },
    ),
    never(
      'testing-for-tests',
      'Nothing that ships may import what tests use.',
      { pathNot: `${tests}|^(e2e|bench)/` },
      { path: '^(kernel|vault)/src/testing/' },
    ),
    never(
      'apollo-federation-in-two-places',
      'Packages under the Elastic License are imported by the gateway and the composer only.',
      { path: `^(${rooms})/`, pathNot: ['^gateway/', '^schema/compose\\.ts$'] },
      { path: '@apollo/(gateway|composition|query-planner)/' },
    ),
    never(
      'entity-is-a-table',
      'An entity knows no rule and no query.',
      { path: `^subgraphs/.*${layer('entity')}` },
      { path: `^subgraphs/.*`, pathNot: [layer('entity'), '/vocabulary\\.ts$'] },
    ),
    never(
      'rules-are-pure',
      'A rule sees entities, other rules, engines and values.',
      { path: `^subgraphs/.*${layer('rules')}` },
      { path: '^subgraphs/', pathNot: [layer('entity'), layer('rules'), '/vocabulary\\.ts$'] },
    ),
    never(
      'rules-know-no-database',
      'A rule sees no ORM and no SQL.',
      { path: `^subgraphs/.*${layer('rules')}` },
      { path: 'node_modules/(@mikro-orm|kysely)' },
    ),
    never(
      'repository-decides-nothing',
      'A repository sees entities, tables and codes.',
      { path: `^subgraphs/.*${layer('repository')}` },
      { path: '^subgraphs/', pathNot: [layer('entity'), layer('repository'), '/(tables|vocabulary|chunks)\\.ts$'] },
    ),
    never(
      'sql-in-repositories',
      'Only repositories hold SQL.',
      { path: '^subgraphs/[^/]+/src/', pathNot: [layer('repository'), layer('entity'), '/tables\\.ts$', tests] },
      { path: 'node_modules/(@mikro-orm|kysely)' },
    ),
    never(
      'resolvers-hold-no-sql',
      'A resolver asks commands and loaders.',
      { path: `^subgraphs/.*${layer('resolvers')}` },
      { path: `^subgraphs/.*${layer('repository')}` },
    ),
    never(
      'commands-know-no-graphql',
      'Below the resolvers nobody knows GraphQL.',
      {
        path: '^subgraphs/.*/src/',
        pathNot: [layer('resolvers'), '/resolvers\\.ts$', '/index\\.ts$', '__generated__'],
      },
      { path: '(node_modules/graphql/|__generated__)' },
    ),
    never(
      'features-are-apart',
      'A feature never uses the resolvers or commands of another one.',
      { path: '^subgraphs/[^/]+/src/([^/]+)/' },
      { path: '^subgraphs/[^/]+/src/[^/]+/.*\\.(resolvers|commands)\\.ts$', pathNot: '^subgraphs/[^/]+/src/$1/' },
    ),
    never(
      'explorer-talks-http',
      'The explorer sees nothing of ours.',
      { path: '^explorer/' },
      { path: `^(${rooms})/`, pathNot: '^explorer/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(/dist/|/\\.turbo/|e2e/planted/)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
