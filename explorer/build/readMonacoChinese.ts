import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const CALL = /\blocalize2?\)?\((\d+), (?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)')/g;
const LEAST_MESSAGES = 1500;

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

const unquote = (text: string): string =>
  text.replace(/\\(?:u([0-9a-f]{4})|(.))/gi, (_, code: string | undefined, sign: string) =>
    code === undefined ? (ESCAPED[sign] ?? sign) : String.fromCharCode(Number.parseInt(code, 16)),
  );

/**
 * Monaco's messages, English to Chinese. Its module build holds English only, and its Chinese is a list by number; the
 * numbers stand beside the English in its development build. Where one English text has two translations, the first wins.
 */
export const readMonacoChinese = (): Record<string, string> => {
  const folder = join(createRequire(import.meta.url).resolve('monaco-editor/package.json'), '../dev/vs');
  const list = /_VSCODE_NLS_MESSAGES\s*=\s*(\[.*?\]);/s.exec(
    readFileSync(join(folder, 'nls.messages.zh-cn.js'), 'utf8'),
  );
  if (!list?.[1]) throw new Error('Monaco has no list of Chinese messages where version 0.52 keeps it.');
  const translations: (string | null)[] = JSON.parse(list[1]);
  const chinese = new Map<string, string>();
  for (const call of readFileSync(join(folder, 'editor/editor.main.js'), 'utf8').matchAll(CALL)) {
    const english = unquote(call[2] ?? call[3] ?? '');
    const translation = translations[Number(call[1])];
    if (translation && !chinese.has(english)) chinese.set(english, translation);
  }
  if (chinese.size < LEAST_MESSAGES)
    throw new Error(`Found ${chinese.size} Chinese messages of Monaco, expected over ${LEAST_MESSAGES}.`);
  return Object.fromEntries(chinese);
};
