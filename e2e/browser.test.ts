import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserConfig } from './config.ts';
import { type House, openHouse } from './house.ts';

const { executable, required } = browserConfig();
const present = existsSync(executable);
if (!present) {
  const sentence = `NO BROWSER at ${executable}: the browser test is skipped. Install Chromium or set HUB_TEST_CHROMIUM.`;
  if (required) throw new Error(sentence);
  process.stderr.write(`\n*** ${sentence}\n\n`);
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

describe.runIf(present)('the explorer in a browser', () => {
  let house: House;
  let profile: string;
  let context: BrowserContext;
  let page: Page;
  const requested: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    house = await openHouse('embedded', 'SQLite');
    profile = mkdtempSync(join(tmpdir(), 'hub-browser-'));
    context = await chromium.launchPersistentContext(profile, {
      executablePath: executable,
      headless: true,
      args: flags,
      locale: 'zh-CN',
      viewport: { width: 1400, height: 900 },
    });
    page = await context.newPage();
    page.on('request', (request) => requested.push(request.url()));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${house.url}/`);
  }, 120_000);

  afterAll(async () => {
    await context?.close();
    await house?.close();
    rmSync(profile, { recursive: true, force: true });
  });

  test('opens with the main question and says where a token comes from', async () => {
    await page.getByTestId('token-hint').waitFor();
    await page.getByText('NeedsWithResources').first().waitFor();
    expect(await page.getByTestId('token-hint').textContent()).toContain('hub token issue');
  });

  test('answers the main question once a token and a purpose are set', async () => {
    await page.getByTestId('token').fill(await house.token());
    await page.getByTestId('purpose').selectOption('RESOURCE_MATCHING');
    // Of other responses that pass by at this moment the browser may have no body any more.
    const answered = page.waitForResponse(
      async (response) =>
        response.url() === `${house.url}/graphql` && (await response.text()).includes('"urgency":"CRITICAL"'),
    );
    await page.locator('.graphiql-execute-button').click();
    expect((await answered).status()).toBe(200);
    await page.locator('.result-window').getByText('CRITICAL').first().waitFor();
    await page.locator('.result-window').getByText('社').first().waitFor();
  });

  test('shows the descriptions of the schema', async () => {
    await page.locator('.graphiql-sidebar button').first().click();
    await page.locator('.graphiql-doc-explorer').getByText('Query', { exact: true }).click();
    await page.locator('.graphiql-doc-explorer').getByText('需求清单').first().waitFor();
  });

  test('opens a stored question with the values of today, and keeps its link', async () => {
    const loaded = page.waitForEvent('load');
    await page.getByTestId('stored-questions').selectOption({ label: '待年度复核的救助档案' });
    await loaded;
    await page.getByText('FilesDueForReview').first().waitFor();
    await page.getByText('2026-12-21').first().waitFor();
    expect(new URL(page.url()).searchParams.get('question')).toMatch(/^operation_[0-9a-f]{24}$/);
  });

  test('exports all rows of the stored question that is open, for the purpose that it is meant for', async () => {
    await page.getByTestId('export').selectOption('CSV');
    await page.getByTestId('export-note').getByText('DYNAMIC_MONITORING').waitFor();
    await page.getByTestId('purpose').selectOption('DYNAMIC_MONITORING');
    const download = page.waitForEvent('download');
    await page.getByTestId('export').selectOption('CSV');
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^FilesDueForReview-\d{8}-\d{6}\.csv$/);
    const content = readFileSync(await file.path(), 'utf8');
    expect(content.startsWith('\uFEFF')).toBe(true);
    expect(content.split('\r\n').length).toBeGreaterThan(2);
  });

  test('asked no other host and complained of nothing', async () => {
    expect(requested.filter((url) => !url.startsWith(house.url) && !/^(blob|data):/.test(url))).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
