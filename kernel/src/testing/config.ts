/** Where tests find PostgreSQL, and whether they must. */
export const testConfig = () => ({
  postgresUrl: process.env.HUB_TEST_POSTGRES_URL ?? 'postgres://root@127.0.0.1:5432/test',
  postgresRequired: process.env.HUB_TEST_REQUIRE === '1',
});
