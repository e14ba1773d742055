/** Where tests find a browser, and whether they must. */
export const browserConfig = () => ({
  executable: process.env.HUB_TEST_CHROMIUM ?? '/usr/bin/chromium',
  required: process.env.HUB_TEST_REQUIRE === '1',
});
