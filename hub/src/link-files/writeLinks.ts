import { closeSync, openSync, writeSync } from 'node:fs';
import { type FileLink, sayExplanation } from '@hub/engine-linkage';
import type { Language } from '@hub/kernel';

const cell = (text: string): string => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Six decimals, without letting a pair for review look like a linked one. */
const probabilityText = (probability: number): string =>
  probability < 0.5 && probability >= 0.4999995 ? '0.499999' : probability.toFixed(6);

const LINES = 20_000;

function writeInParts<Item>(
  path: string,
  header: string,
  items: readonly Item[],
  linesOf: (item: Item) => string,
): void {
  const file = openSync(path, 'w', 0o600);
  try {
    writeSync(file, `${header}\n`);
    for (let from = 0; from < items.length; from += LINES)
      writeSync(
        file,
        items
          .slice(from, from + LINES)
          .map(linesOf)
          .join(''),
      );
  } finally {
    closeSync(file);
  }
}

/** Writes pairs as `id_l,id_r,weight,probability`, in the order given. */
export const writeLinks = (path: string, links: readonly FileLink[]): void =>
  writeInParts(
    path,
    'id_l,id_r,weight,probability',
    links,
    ({ left, right, weight, probability }) =>
      `${cell(left)},${cell(right)},${weight.toFixed(4)},${probabilityText(probability)}\n`,
  );

/** Writes why each pair weighs what it weighs, a line for each step, in words. */
export const writeReasons = (path: string, links: readonly FileLink[], language: Language): void =>
  writeInParts(path, 'id_l,id_r,part,bits,text', links, ({ left, right, explanation }) =>
    (explanation === undefined ? [] : sayExplanation(explanation, language))
      .map(({ part, bits, text }) => `${cell(left)},${cell(right)},${cell(part)},${bits.toFixed(4)},${cell(text)}\n`)
      .join(''),
  );
