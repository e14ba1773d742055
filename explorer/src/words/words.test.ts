import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readMonacoChinese } from '../../build/readMonacoChinese.ts';
import { graphiqlChinese } from './graphiqlChinese.ts';
import { jsx } from './graphiqlJsx.ts';
import { localize, localize2 } from './monacoNls.ts';
import { speak, word } from './words.ts';

const PACKAGES = ['graphiql', '@graphiql/react', '@graphiql/plugin-doc-explorer'];
const find = createRequire(import.meta.url).resolve;

const sourceOf = (name: string): string => {
  const folder = join(dirname(find(`${name}/package.json`)), 'dist');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
  return files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
};

afterEach(() => speak({}));

describe('word', () => {
  it.each([
    ['Settings', '设置'],
    ['Copy query (Shift-Ctrl-C)', '复制查询（Shift-Ctrl-C）'],
    ['Go back to Docs', '返回文档'],
    ['Go back to Need', '返回Need'],
    ['Search Need...', '搜索Need…'],
    ['constructor', 'constructor'],
    ['needs (Int)', 'needs (Int)'],
  ])('says %j as %j', (english, chinese) => {
    speak(graphiqlChinese);
    expect(word(english)).toBe(chinese);
  });

  it('says everything in English when nothing else was asked for', () => {
    expect(word('Settings')).toBe('Settings');
  });
});

describe('the texts of GraphiQL', () => {
  const source = PACKAGES.map(sourceOf).join('\n');
  // Composed in the packages out of "Show" or "Hide", "Execute" or "Stop" and the rest.
  const composed = /^(?:Show|Hide|Execute|Stop) /;

  it.each(Object.keys(graphiqlChinese))('still contain %j', (english) => {
    expect(source).toContain(source.includes(english) ? english : english.replace(composed, ''));
  });

  it('are translated where they reach the page, and names are not', () => {
    speak(graphiqlChinese);
    expect(jsx('div', { title: 'Fields', children: ['Fields', 3] }).props).toEqual({
      title: 'Fields',
      children: ['字段', 3],
    });
    expect(jsx('button', { 'aria-label': 'New tab' }).props).toEqual({ 'aria-label': '新建标签页' });
    const name = { className: 'graphiql-doc-explorer-type-name', children: 'Settings' };
    expect(jsx('a', name).props).toEqual(name);
  });
});

describe('the messages of Monaco', () => {
  it('come out of its own Chinese by their English text', () => {
    const chinese = readMonacoChinese();
    expect(chinese).toMatchObject({
      Find: '查找',
      'Go to Line/Column...': '转到行/列...',
      '{0} Results': '{0} 个结果',
    });
    expect(Object.keys(chinese).length).toBeGreaterThan(1500);
  });

  it('are filled with their values', () => {
    speak({ '{0} of {1}': '第 {0} 项，共 {1} 项' });
    expect(localize('key', '{0} of {1}', 2, 5)).toBe('第 2 项，共 5 项');
    expect(localize('key', '{0} and {1}', 'a')).toBe('a and {1}');
    expect(localize2('key', '{0} of {1}', 2, 5)).toEqual({ value: '第 2 项，共 5 项', original: '2 of 5' });
  });
});
