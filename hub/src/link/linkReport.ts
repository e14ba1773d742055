import { type Language, say } from '@hub/kernel';
import { linkSentences } from './sentences.ts';

/** What the job gives: figures over everyone, about no one. */
export interface LinkRun {
  readonly modelVersion: string;
  readonly records: number;
  readonly lookedAt: number;
  readonly persons: number;
  readonly links: number;
  readonly waiting: number;
  readonly weights: readonly { readonly fromBits: number; readonly links: number }[];
  readonly rules: readonly { readonly name: string; readonly droppedBlocks: number }[];
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

/** A page that needs nothing beside itself: how many links have which weight, and what was left out of comparing. */
export function linkReport(run: LinkRun, language: Language): string {
  const { modelVersion, records, lookedAt, persons, links, waiting, weights, rules } = run;
  const words = (code: keyof typeof linkSentences, params = {}) => escaped(say(linkSentences, language, code, params));
  const most = Math.max(1, ...weights.map((band) => band.links));
  const bars = weights.map(
    (band) =>
      `<tr><th>${band.fromBits} … ${band.fromBits + 4}</th><td>${band.links}</td><td><meter max="${most}" value="${band.links}"></meter></td></tr>`,
  );
  const rows = rules.map(({ name, droppedBlocks }) => `<tr><th>${escaped(name)}</th><td>${droppedBlocks}</td></tr>`);
  return `<!doctype html>
<html lang="${language}"><meta charset="utf-8"><title>${words('TITLE')}</title>
<style>body{font-family:sans-serif;max-width:50em;margin:2em auto}td,th{text-align:right;padding:.1em .6em}meter{width:20em}</style>
<h1>${words('TITLE')}</h1>
<p>${words('MODEL', { modelVersion })}</p>
<p>${words('LINKED', { records, lookedAt, persons, links, waiting })}</p>
<h2>${words('WEIGHTS')}</h2>
<table>${bars.join('\n')}</table>
<h2>${words('RULES')}</h2>
<table>${rows.join('\n')}</table>
</html>
`;
}
