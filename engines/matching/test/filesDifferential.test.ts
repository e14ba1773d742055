import { describe, expect, it } from 'vitest';
import { formatMatchesCsv, formatPricesCsv, readNeedsCsv, readPairsCsv, readResourcesCsv } from '../src/files/index.ts';
import { solveTransport } from '../src/index.ts';
import { type GainArc, mostGain } from './oracle.ts';
import { createDice } from './synthetic.ts';

type Dice = (below: number) => number;

interface PlainPair {
  readonly need: string;
  readonly resource: string;
  readonly score: number;
  /** `null` where the file leaves the field empty. */
  readonly most: number | null;
}

interface PlainFiles {
  readonly needs: ReadonlyMap<string, number>;
  readonly resources: ReadonlyMap<string, number>;
  readonly pairs: readonly PlainPair[];
  readonly hasMost: boolean;
}

const strange = ['', ' "quoted"', ', comma', '\nline', '；分号', "'"];
const range = (count: number): readonly number[] => Array.from({ length: count }, (_, k) => k);
const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const bytes = (rows: readonly (readonly (string | number)[])[]): Uint8Array =>
  new TextEncoder().encode(rows.map((row) => `${row.map((field) => quoted(String(field))).join(',')}\n`).join(''));

/** Zero units, zero capacities, scores of 0 and below, pairs given twice, bounds, needs without pairs, ids that need quotes. */
const someFiles = (dice: Dice, top: number): PlainFiles => {
  const needs = range(1 + dice(6)).map((k) => [`n${k}${strange[dice(6)]}`, dice(5)] as const);
  const resources = range(1 + dice(5)).map((k) => [`r${k}${strange[dice(6)]}`, dice(3) === 0 ? 0 : dice(7)] as const);
  const pick = (rows: readonly (readonly [string, number])[]): string => rows[dice(rows.length)]?.[0] ?? '';
  const pairs = range(dice(25)).map(
    (): PlainPair => ({
      need: pick(needs),
      resource: pick(resources),
      score: dice(5) === 0 ? -dice(3) : 1 + dice(top),
      most: dice(2) === 0 ? null : dice(4),
    }),
  );
  return { needs: new Map(needs), resources: new Map(resources), pairs, hasMost: dice(2) === 0 };
};

/** RFC 4180 once more, sign by sign. */
const parse = (text: string): readonly (readonly string[])[] => {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let inQuotes = false;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (inQuotes && sign === '"' && text[at + 1] === '"') {
      field += '"';
      at++;
    } else if (sign === '"') inQuotes = !inQuotes;
    else if (!inQuotes && (sign === ',' || sign === '\n')) {
      row.push(field);
      field = '';
      if (sign === '\n') {
        rows.push(row);
        row = [];
      }
    } else field += sign;
  }
  return rows;
};

const textOf = (pieces: Iterable<Uint8Array>): string => {
  const decoder = new TextDecoder();
  return [...pieces].map((piece) => decoder.decode(piece, { stream: true })).join('');
};

/** What the command does between its files: rows of matches and of prices. */
const run = ({ needs, resources, pairs, hasMost }: PlainFiles) => {
  const needsReading = readNeedsCsv('needs.csv');
  needsReading.push(bytes([['id', 'units'], ...needs]));
  const resourcesReading = readResourcesCsv('resources.csv');
  resourcesReading.push(bytes([['id', 'capacity'], ...resources]));
  const [asking, giving] = [needsReading.finish(), resourcesReading.finish()];
  const pairsReading = readPairsCsv('pairs.csv', asking, giving);
  const header = ['need_id', 'resource_id', 'score', ...(hasMost ? ['max_units'] : [])];
  pairsReading.push(
    bytes([
      header,
      ...pairs.map(({ need, resource, score, most }) => [need, resource, score, ...(hasMost ? [most ?? ''] : [])]),
    ]),
  );
  const read = pairsReading.finish();
  const solution = solveTransport({ needUnits: Int32Array.from(asking.amounts), capacities: giving.amounts, ...read });
  const matches = parse(textOf(formatMatchesCsv(asking, giving, read, solution.flow)));
  const prices = parse(textOf(formatPricesCsv(giving, solution)));
  return { matches, prices, objective: solution.objective };
};

const mostOf = ({ hasMost }: PlainFiles, { most }: PlainPair): number =>
  hasMost ? (most ?? Number.MAX_SAFE_INTEGER) : Number.MAX_SAFE_INTEGER;

/** A pair counts once, with its higher score, then its higher bound; one that may carry nothing does not count. */
const countedPairs = (files: PlainFiles): readonly PlainPair[] => {
  const best = new Map<string, PlainPair>();
  for (const pair of files.pairs) {
    const key = JSON.stringify([pair.need, pair.resource]);
    const known = best.get(key);
    const isBetter =
      known === undefined ||
      pair.score > known.score ||
      (pair.score === known.score && mostOf(files, pair) > mostOf(files, known));
    if (mostOf(files, pair) > 0 && pair.score > 0 && isBetter) best.set(key, pair);
  }
  return [...best.values()];
};

const optimumOf = (files: PlainFiles): number => {
  const [needs, resources] = [[...files.needs.keys()], [...files.resources.keys()]];
  const source = needs.length + resources.length;
  const arcs: GainArc[] = [
    ...needs.map((id, i) => ({ from: source, to: i, units: files.needs.get(id) ?? 0, gain: 0 })),
    ...resources.map((id, r) => ({
      from: needs.length + r,
      to: source + 1,
      units: files.resources.get(id) ?? 0,
      gain: 0,
    })),
    ...countedPairs(files).map((pair) => ({
      from: needs.indexOf(pair.need),
      to: needs.length + resources.indexOf(pair.resource),
      units: mostOf(files, pair),
      gain: pair.score,
    })),
  ];
  return mostGain(source, arcs);
};

/** As the contract words it: capacity × price, and each need's best answer at those prices. */
const boundOf = (files: PlainFiles, prices: ReadonlyMap<string, number>): number => {
  let bound = 0;
  for (const [id, capacity] of files.resources) bound += capacity * (prices.get(id) ?? Number.NaN);
  for (const [id, units] of files.needs) {
    const offers = countedPairs(files)
      .filter(({ need }) => need === id)
      .map((pair) => ({ gain: pair.score - (prices.get(pair.resource) ?? 0), most: mostOf(files, pair) }))
      .sort((a, b) => b.gain - a.gain);
    let left = units;
    for (const { gain, most } of offers) {
      const taken = gain > 0 ? Math.min(left, most) : 0;
      bound += taken * gain;
      left -= taken;
    }
  }
  return bound;
};

describe('plain files in, plain files out', () => {
  it.each([
    ['few scores', 2, 1],
    ['ordinary scores', 100, 2],
    ['huge scores', 2_000_000_000, 3],
  ])('give the optimum, and prices that prove it to who knows only the files: %s', (_, top, seed) => {
    const dice = createDice(seed);
    for (let k = 0; k < 250; k++) {
      const files = someFiles(dice, top);
      const { matches, prices, objective } = run(files);
      const place = `instance ${k}`;
      expect(matches[0], place).toEqual(['need_id', 'resource_id', 'units', 'score']);
      expect(prices[0], place).toEqual(['resource_id', 'price']);
      const priceOf = new Map(prices.slice(1).map(([id = '', price]) => [id, Number(price)] as const));
      expect([...priceOf.keys()], place).toEqual([...files.resources.keys()]);
      const counted = countedPairs(files);
      const [given, taken] = [new Map<string, number>(), new Map<string, number>()];
      let total = 0;
      for (const [need = '', resource = '', units, score] of matches.slice(1)) {
        const pair = counted.find((row) => row.need === need && row.resource === resource);
        expect(pair?.score, place).toBe(Number(score));
        expect(Number(units), place).toBeGreaterThan(0);
        expect(Number(units), place).toBeLessThanOrEqual(pair === undefined ? 0 : mostOf(files, pair));
        given.set(need, (given.get(need) ?? 0) + Number(units));
        taken.set(resource, (taken.get(resource) ?? 0) + Number(units));
        total += Number(units) * Number(score);
      }
      for (const [id, units] of given) expect(units, place).toBeLessThanOrEqual(files.needs.get(id) ?? 0);
      for (const [id, units] of taken) expect(units, place).toBeLessThanOrEqual(files.resources.get(id) ?? 0);
      expect(total, place).toBe(objective);
      expect(total, place).toBe(optimumOf(files));
      expect(Math.min(0, ...priceOf.values()), place).toBe(0);
      expect(boundOf(files, priceOf), place).toBe(total);
    }
  });
});
