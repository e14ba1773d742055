/**
 * The promises at full scale: `npm run prove`, or `npm run prove -- NAME …` for some of them. Takes more than an hour and both cores;
 * `--district FOLDER` says where `bench/oneRecord.ts` has seeded and linked its district before, which takes twenty minutes of it. Writes each proof with its date, commit and machine into docs/proofs.md, where the proofs that were not run now keep their text.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { linkingOf } from './proofs/linking.ts';
import { matching, matchingAMillion, matchingChanges } from './proofs/matching.ts';
import { oneRecord } from './proofs/oneRecord.ts';
import type { Figure, Proof } from './proofs/proof.ts';
import { seeding } from './proofs/seeding.ts';

const proofs: readonly Proof[] = [
  seeding,
  linkingOf(1_400_000),
  oneRecord,
  matching,
  matchingAMillion,
  matchingChanges,
];
const page = fileURLToPath(new URL('../docs/proofs.md', import.meta.url));
const head = `# Proofs

What is promised at full scale, as it was measured: written by \`npm run prove\`, not by hand. Each proof says when, at which commit and on what.
`;

const { values: options, positionals: asked } = parseArgs({
  allowPositionals: true,
  options: { district: { type: 'string' } },
});
const unknown = asked.find((name) => proofs.every((proof) => proof.name !== name));
if (unknown !== undefined) {
  process.stderr.write(`There is no proof "${unknown}"; expected ${proofs.map(({ name }) => name).join(', ')}.\n`);
  process.exit(1);
}

const say = (line: string) => void process.stderr.write(`${line}\n`);
const chosen = proofs.filter(({ name }) => asked.length === 0 || asked.includes(name));
let failed = 0;
for (const proof of chosen) {
  say(`== ${proof.title}`);
  const figures = await proof.prove(say, options);
  failed += figures.filter(({ holds }) => !holds).length;
  writePage(new Map([...sectionsOf(page), [proof.title, sectionFor(proof, figures)]]));
}
say(
  failed === 0
    ? 'All that was promised holds.'
    : `${failed} of the figures miss what was promised: see docs/proofs.md.`,
);
process.exitCode = failed === 0 ? 0 : 1;

function sectionFor({ setting }: Proof, figures: readonly Figure[]): string {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const rows = figures.map(
    ({ claim, measured, holds }) => `| ${claim} | ${measured} | ${holds ? 'holds' : '**missed**'} |`,
  );
  const machine = `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), load ${loadavg()[0]?.toFixed(1)} at the end`;
  const when = `${new Date().toISOString().slice(0, 10)}, commit ${commit}, ${machine}.`;
  return [`${setting}.`, '', when, '', '| Promised | Measured | |', '| --- | --- | --- |', ...rows].join('\n');
}

/** The sections of the page by title. */
function sectionsOf(file: string): Map<string, string> {
  if (!existsSync(file)) return new Map();
  const [, ...sections] = readFileSync(file, 'utf8').split(/^## /m);
  return new Map(
    sections.map((text) => {
      const [title = '', ...lines] = text.split('\n');
      return [title, lines.join('\n').trim()];
    }),
  );
}

/** The page in the order of the proofs, so that one run in part changes nothing else. */
function writePage(sections: ReadonlyMap<string, string>): void {
  const texts = proofs.flatMap(({ title }) => {
    const text = sections.get(title);
    return text === undefined ? [] : [`\n## ${title}\n\n${text}\n`];
  });
  writeFileSync(page, head + texts.join(''));
}
