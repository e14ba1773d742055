import { writeFileSync } from 'node:fs';
import { type FileLink, type FileLinkage, LEVELS } from '@hub/engine-linkage';
import { type Language, say } from '@hub/kernel/messages';
import { reportSentences } from './reportSentences.ts';

/** The files that were read, in their order. */
export type ReportedFile = { readonly path: string; readonly rows: number };

type Row = readonly (string | number)[];

const tableOf = (head: readonly string[], rows: readonly Row[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const BANDS = [0.9999, 0.999, 0.99, 0.95, 0.9, 0.8, 0.5, 0.2, 0.1, 0];

/** Bands of probability, best first: pairs in it, pairs down to it, and how many of those are expected to be wrong. */
const bandsOf = (links: readonly FileLink[]): readonly Row[] => {
  const counts = BANDS.map(() => 0);
  const wrongs = BANDS.map(() => 0);
  for (const { probability } of links) {
    const band = BANDS.findIndex((least) => probability >= least);
    counts[band] = (counts[band] ?? 0) + 1;
    wrongs[band] = (wrongs[band] ?? 0) + 1 - probability;
  }
  let sum = 0;
  let wrong = 0;
  return BANDS.flatMap((least, band): readonly Row[] => {
    sum += counts[band] ?? 0;
    wrong += wrongs[band] ?? 0;
    return counts[band] === 0 ? [] : [[least, counts[band] ?? 0, sum, wrong.toFixed(1)]];
  });
};

const STEP = 4;

const weightsOf = (links: readonly FileLink[]): readonly Row[] => {
  const counts = Map.groupBy(links, ({ weight }) => Math.floor(weight / STEP) * STEP);
  return [...counts].sort(([one], [other]) => other - one).map(([least, { length }]) => [least, length]);
};

const shareText = (share: number | undefined): string => (share === undefined ? '' : share.toPrecision(3));

const levelsOf = ({ model }: FileLinkage): readonly Row[] =>
  model.fields.flatMap(({ column, kind }) =>
    LEVELS[kind].map((level, at): Row => {
      const odds = model.trained?.fields[column];
      return [column, level, shareText(odds?.SAME[at]), shareText(odds?.STRANGERS[at])];
    }),
  );

/** Writes what a run met, as Markdown: pairs by probability and weight, rules with the blocks that were left out, and levels. */
export function writeReport(
  path: string,
  files: readonly ReportedFile[],
  linkage: FileLinkage,
  language: Language,
): void {
  const tell = (code: keyof typeof reportSentences, params = {}): string =>
    say(reportSentences, language, code, params);
  const { links, rules } = linkage;
  const linked = links.filter(({ probability }) => probability >= 0.5).length;
  const found = { compared: linkage.comparedPairs, linked, review: links.length - linked };
  const parts = [
    `# ${tell('TITLE')}`,
    `## ${tell('FILES')}`,
    files.map((file) => `- ${tell('FILE', file)}`).join('\n'),
    tell('FOUND', found),
    `## ${tell('BANDS')}`,
    tableOf([tell('BAND_HEAD'), tell('PAIRS'), tell('SO_FAR'), tell('WRONG')], bandsOf(links)),
    tell('BANDS_NOTE'),
    `## ${tell('WEIGHTS')}`,
    tableOf([tell('WEIGHT_HEAD'), tell('PAIRS')], weightsOf(links)),
    `## ${tell('RULES')}`,
    tableOf(
      [tell('RULE'), tell('COMPARED'), tell('DROPPED_BLOCKS'), tell('DROPPED_PAIRS')],
      rules.map(({ rule, pairs, droppedBlocks, droppedPairs }) => [
        rule.join(' + '),
        pairs,
        droppedBlocks,
        droppedPairs,
      ]),
    ),
    tell('RULES_NOTE'),
    `## ${tell('FIELDS')}`,
    tableOf([tell('FIELD'), tell('LEVEL'), tell('SAME'), tell('STRANGERS')], levelsOf(linkage)),
    tell('FIELDS_NOTE'),
  ];
  writeFileSync(path, `${parts.join('\n\n')}\n`, { mode: 0o600 });
}
