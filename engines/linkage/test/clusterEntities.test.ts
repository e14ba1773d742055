import { describe, expect, it } from 'vitest';
import { linkFiles, type Pair, pairwiseQuality, tableOf } from '../src/index.ts';
import { sequence, shuffled } from './people.ts';

const GIVEN = ['john', 'william', 'thomas', 'george', 'james', 'henry', 'charles', 'edward', 'mary', 'anne', 'jane'];
const FAMILY = [...'abcdefghklmnprstw'].flatMap((sign) =>
  ['arlow', 'ennett', 'ooper', 'ardy', 'orton'].map((end) => sign + end),
);
const TOWNS = [...'bcdfglmnprstw'].flatMap((sign) =>
  ['oxton', 'aleby', 'iverpool', 'undford'].map((end) => sign + end),
);
const TRADES = ['politician', 'painter', 'clergyman', 'lawyer', 'soldier', 'merchant', 'poet', 'physician', 'banker'];
const HEADER = ['id', 'first_name', 'surname', 'born', 'town', 'trade', 'district'];

type Card = readonly string[];
const random = sequence(5);
const pick = (items: readonly string[]): string => items[Math.floor(random() * items.length)] ?? '';
const date = (year: number): string =>
  `${year}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`;
const slip = (text: string): string => {
  const at = 1 + Math.floor(random() * (text.length - 2));
  return text.slice(0, at) + text.slice(at + 1);
};

/** Cards of a father and a son of one name, place and trade, and of others; each card has its own slips and gaps. */
const cards: readonly Card[] = Array.from({ length: 220 }, (_, family) => {
  const [given, surname, town, trade, district] = [
    pick(GIVEN),
    pick(FAMILY),
    pick(TOWNS),
    pick(TRADES),
    `${pick(TOWNS)} ${family % 90}`,
  ];
  const year = 1750 + Math.floor(random() * 150);
  const people = [date(year), ...(family % 4 === 0 ? [date(year + 31)] : [])];
  return people.flatMap((born, person) =>
    Array.from({ length: 2 + Math.floor(random() * 8) }, (_, at): Card => {
      const values = [given, surname, born, town, trade, district].map((value, column) => {
        if (column !== 2 && random() < 0.15) return '';
        return random() < 0.06 && column !== 2 ? slip(value) : value;
      });
      return [`${family}-${person}-${at}`, ...values];
    }),
  );
}).flat();

const personOf = (id: string): string => id.slice(0, id.lastIndexOf('-'));
const linkage = linkFiles({ tables: [tableOf(HEADER, cards)], idColumn: 'id' });
const accepted = linkage.links
  .filter(({ probability }) => probability >= 0.5)
  .map(({ left, right }): Pair => [left, right]);
const truth = [...Map.groupBy(cards, ([id = '']) => personOf(id)).values()].flatMap((group) =>
  group.flatMap(([left = ''], at) =>
    group.slice(at + 1).map(([right = '']): Pair => (left < right ? [left, right] : [right, left])),
  ),
);

describe('clustering many records of a person', () => {
  it('keeps father and son of one name, place and trade apart', () => {
    const { precision, f1 } = pairwiseQuality(accepted, truth);
    expect(precision.value).toBeGreaterThan(0.985);
    expect(f1.value).toBeGreaterThan(0.95);
  });

  it('gives every pair of a person', () => {
    const around = new Map<string, Set<string>>();
    for (const [left, right] of accepted) {
      around.set(left, (around.get(left) ?? new Set([left])).add(right));
      around.set(right, (around.get(right) ?? new Set([right])).add(left));
    }
    for (const members of around.values()) for (const member of members) expect(around.get(member)).toEqual(members);
  });

  it('does not depend on the order of the rows', () => {
    const again = linkFiles({ tables: [tableOf(HEADER, shuffled(cards, sequence(9)))], idColumn: 'id' });
    expect(again.links).toEqual(linkage.links);
  });

  it('learns how often a card shows the true value, and decides the same way from that model', () => {
    const [shown = 0] = linkage.model.trained?.distortion?.surname ?? [];
    expect(shown).toBeGreaterThan(0.9);
    const model = JSON.parse(JSON.stringify(linkage.model));
    expect(linkFiles({ tables: [tableOf(HEADER, cards)], idColumn: 'id', model })).toEqual(linkage);
  });

  it('takes a person of many hundred records', () => {
    const rows = Array.from({ length: 900 }, (_, at) => {
      const [given = '', surname = '', born = '', town = '', trade = '', district = ''] = cards[0]?.slice(1) ?? [];
      return at < 600
        ? [`same-${at}`, given, surname, born, town, trade, district]
        : [`other-${at}`, ...(cards[at] ?? []).slice(1)];
    });
    const model = JSON.parse(JSON.stringify({ ...linkage.model, maximumBlockPairs: 1_000_000 }));
    const { links } = linkFiles({ tables: [tableOf(HEADER, rows)], idColumn: 'id', model });
    const isMixed = (ids: readonly string[]): boolean => new Set(ids.map((id) => id.startsWith('same'))).size === 2;
    expect(links.filter(({ left, right, probability }) => probability >= 0.5 && isMixed([left, right]))).toEqual([]);
    expect(links.filter(({ left, right }) => left.startsWith('same') && right.startsWith('same'))).toHaveLength(
      (600 * 599) / 2,
    );
  });
});
