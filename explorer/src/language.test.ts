import { expect, it } from 'vitest';
import { openingLanguage, rememberLanguage } from './language.ts';
import { memoryStorage } from './testing/memoryStorage.ts';

it.each([
  ['zh-CN', 'zh'],
  ['zh', 'zh'],
  ['ZH-Hant-TW', 'zh'],
  ['en-GB', 'en'],
  ['de', 'en'],
] as const)('opens a browser of %s in %s', (browser, language) => {
  expect(openingLanguage(memoryStorage(), browser)).toBe(language);
});

it('prefers what was chosen on this machine', () => {
  const machine = memoryStorage();
  rememberLanguage(machine, 'en');
  expect(openingLanguage(machine, 'zh-CN')).toBe('en');
});
