import { closeSync, openSync, writeSync } from 'node:fs';
import type { FileLink } from '@hub/engine-linkage';

const cell = (text: string): string => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Six decimals, without letting a pair for review look like a linked one. */
const probabilityText = (probability: number): string =>
  probability < 0.5 && probability >= 0.4999995 ? '0.499999' : probability.toFixed(6);

const LINES = 20_000;

/** Writes pairs as `id_l,id_r,weight,probability`, in the order given. */
export function writeLinks(path: string, links: readonly FileLink[]): void {
  const file = openSync(path, 'w', 0o600);
  try {
    writeSync(file, 'id_l,id_r,weight,probability\n');
    for (let from = 0; from < links.length; from += LINES) {
      const lines = links
        .slice(from, from + LINES)
        .map(
          ({ left, right, weight, probability }) =>
            `${cell(left)},${cell(right)},${weight.toFixed(4)},${probabilityText(probability)}\n`,
        );
      writeSync(file, lines.join(''));
    }
  } finally {
    closeSync(file);
  }
}
