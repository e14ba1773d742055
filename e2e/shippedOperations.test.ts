import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Asking, district, type House, openHouse } from './house.ts';

interface Stored {
  readonly name: string;
  readonly title: string;
  readonly document: string;
  readonly variablesToday: string;
  readonly purpose: string;
}
type Row = Readonly<Record<string, unknown>>;
interface List {
  readonly totalCount?: number;
  readonly edges: readonly { readonly node: Row }[];
}
interface Table {
  readonly rows: readonly {
    readonly division: { readonly name: string };
    readonly total: number | null;
    readonly cells: readonly { readonly value: string; readonly count: number | null }[];
  }[];
}
interface RecordTold {
  readonly displayName: string | null;
  readonly division: { readonly name: string } | null;
}
type SideTold = { readonly department: string } & Readonly<
  Record<'resident' | 'client' | 'beneficiary' | 'volunteerRecord', RecordTold | null>
>;
interface FundTold {
  readonly balanceFen: number;
  readonly expiresOn: string;
  readonly serviceCodes: readonly string[];
  readonly fittingNeedCount: number;
  readonly fittingNeeds: readonly {
    readonly standing: string;
    readonly units: number;
    readonly need: {
      readonly serviceCode: string;
      readonly units: number;
      readonly urgency: string;
      readonly division: { readonly name: string };
    };
  }[];
}
interface ReviewTold {
  readonly status: string;
  readonly comparison: readonly { readonly level: string; readonly text: string }[];
  readonly left: SideTold;
  readonly right: SideTold;
}

/** The most urgent first. */
const urgencies = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'];

let house: House;
const stored = new Map<string, Stored>();

beforeAll(async () => {
  house = await openHouse('embedded', 'SQLite');
  const { data } = await house.ask(
    '{ trustedOperations(first: 100) { edges { node { name title document variablesToday purpose } } } }',
  );
  for (const node of nodesOf(data?.trustedOperations) as readonly unknown[] as readonly Stored[])
    stored.set(node.name, node);
}, 120_000);
afterAll(() => house.close());

/** Asks a stored question as the explorer would: its document, with the values that it has for the asker today. */
async function answerOf(name: string, asking: Asking = {}): Promise<Row> {
  const { document, variablesToday, purpose } = stored.get(name) as Stored;
  const { data, errors } = await house.ask(document, JSON.parse(variablesToday), { purpose, ...asking });
  expect(errors).toBeUndefined();
  return data ?? {};
}
const nodesOf = (list: unknown): readonly Row[] => (list as List).edges.map(({ node }) => node);
const streetsIn = (table: unknown) => (table as Table).rows.map(({ division }) => division.name);

describe('a stored question that ships', () => {
  test('gives every open need with what could meet it', async () => {
    const { needs } = await answerOf('NeedsWithResources');
    const nodes = nodesOf(needs);
    expect(nodes.length).toBe(20);
    expect(nodes.some(({ matches }) => (matches as unknown[]).length > 0)).toBe(true);
  });

  test('counts the needs of each street by what the matching run found for them', async () => {
    const { matchingStatistics } = await answerOf('NeedsWithoutMatchByStreet', { role: 'analyst' });
    expect(streetsIn(matchingStatistics)).toContain('西陵街道');
    const [whole] = (matchingStatistics as Table).rows;
    const told = whole?.cells.filter(({ count }) => count !== null).map(({ value }) => value);
    expect(told).toContain('MET');
    expect(whole?.cells.map(({ value }) => value)).toEqual(expect.arrayContaining(['MET', 'PARTLY_MET', 'UNMET']));
  });

  test('names restricted funds that expire within half a year, each with the most urgent needs that it fits', async () => {
    const { funds } = await answerOf('ExpiringRestrictedFunds');
    const nodes = nodesOf(funds) as unknown as FundTold[];
    expect(nodes.length).toBeGreaterThan(0);
    for (const { expiresOn, balanceFen, serviceCodes, fittingNeedCount, fittingNeeds } of nodes) {
      expect(expiresOn >= '2026-11-21' && expiresOn <= '2027-05-21').toBe(true);
      expect(balanceFen).toBeGreaterThanOrEqual(0);
      expect(fittingNeeds.length).toBe(Math.min(fittingNeedCount, 5));
      const places = fittingNeeds.map(({ need }) => urgencies.indexOf(need.urgency));
      expect(places).toEqual(places.toSorted((one, other) => one - other));
      for (const { standing, units, need } of fittingNeeds) {
        expect(serviceCodes.length === 0 || serviceCodes.includes(need.serviceCode)).toBe(true);
        expect(units).toBeLessThanOrEqual(need.units);
        expect(standing === 'PROPOSED').toBe(units > 0);
        expect(need.division.name).toMatch(/(社区|村|街道)$/);
      }
    }
    expect(nodes.some(({ fittingNeeds }) => fittingNeeds.some(({ units }) => units > 0))).toBe(true);
  });

  test('says where helpers for old people are short, and why', async () => {
    const answer = await answerOf('HelpersShortForOldPeople');
    const nodes = Object.values(answer).flatMap(nodesOf);
    expect(nodes.length).toBeGreaterThan(0);
    for (const { division, text, unmetNeeds } of nodes) {
      expect((division as { name: string }).name).toMatch(/(社区|村|街道)$/);
      expect([String(text).length > 5, Number(unmetNeeds) > 0]).toEqual([true, true]);
    }
  });

  test('lists files that are due for review, and no others', async () => {
    const { residents } = await answerOf('FilesDueForReview');
    const nodes = nodesOf(residents);
    expect(nodes.length).toBeGreaterThan(0);
    for (const { assistance } of nodes) {
      if (assistance === null) continue; // Of a minor it takes an approval to be told.
      const days = (assistance as { nextReviewOn: string | null }[]).flatMap(({ nextReviewOn }) => nextReviewOn ?? []);
      expect(days.some((day) => day <= '2026-12-21')).toBe(true);
    }
  });

  test('says how many cases each social worker carries', async () => {
    const { resources } = await answerOf('WorkloadByWorker');
    const nodes = nodesOf(resources) as unknown as {
      available: { amount: number; unit: string };
      socialWorker: { displayName: string; caseCapacity: number; station: { name: string } };
    }[];
    expect(nodes.length).toBeGreaterThan(5);
    for (const { available, socialWorker } of nodes) {
      expect(available.unit).toBe('CASE');
      expect(available.amount).toBeLessThanOrEqual(socialWorker.caseCapacity);
      expect(socialWorker.station.name).toMatch(/站|室|中心/);
    }
    expect(nodes.some(({ available, socialWorker }) => available.amount < socialWorker.caseCapacity)).toBe(true);
  });

  test('shows the funnel from the ledger to files and cases, each narrower than the one before', async () => {
    const { ledger, files, cases } = await answerOf('LedgerToCase', { role: 'analyst' });
    const totals = [ledger, files, cases].map((table) => Number((table as Table).rows[0]?.total));
    expect(totals[0]).toBeGreaterThan(totals[1] as number);
    expect(totals[1]).toBeGreaterThan(0);
    expect(streetsIn(ledger)).toEqual(streetsIn(files));
  });

  test('lists pairs of records for reviewers: who is compared, how far they agree, not what the machine holds', async () => {
    const { linkReviews } = await answerOf('DuplicatesWaitingForReview', { role: 'reviewer' });
    const nodes = nodesOf(linkReviews) as unknown as ReviewTold[];
    expect(nodes.length).toBeGreaterThan(0);
    expect((linkReviews as List).totalCount).toBe(nodes.length);
    let named = 0;
    for (const { status, comparison, left, right } of nodes) {
      expect([status, comparison.length]).toEqual(['OPEN', 7]);
      for (const { department, ...records } of [left, right]) {
        const [record, ...others] = Object.values(records).filter((one) => one !== null);
        expect(others).toEqual([]);
        expect(department).toMatch(/^(civil-affairs|social-work|charities|volunteers)$/);
        if (record?.displayName == null) continue; // Of a minor it takes an approval to be told.
        expect(record.displayName).toMatch(/^\p{Script=Han}{2,4}$/u);
        expect(record.division?.name).toMatch(/(社区|村|街道)$/);
        named++;
      }
      expect(comparison.some(({ level, text }) => level === 'EQUAL' && text.endsWith(': equal.'))).toBe(true);
    }
    expect(named).toBeGreaterThan(nodes.length);
  });

  test('has no pair of records for who is no reviewer', async () => {
    const { linkReviews } = await answerOf('DuplicatesWaitingForReview', { purpose: 'RESOURCE_MATCHING' });
    expect(linkReviews).toEqual({ edges: [], totalCount: 0 });
  });

  test('has nothing overdue to tell of while nothing was referred', async () => {
    const { referrals } = await answerOf('OverdueReferrals');
    expect((referrals as List).totalCount).toBe(0);
  });

  test('has a title and a place in the explorer in both languages', () => {
    expect([...stored.values()].filter(({ title }) => !/^[A-Z]/.test(title))).toEqual([]);
    expect(stored.get('NeedsWithResources')?.variablesToday).toBe(JSON.stringify({ division: district }));
  });

  test('is asked for its whole district by who has it, and for her street by who works there', async () => {
    const { data } = await house.ask(
      '{ trustedOperations(where: { name: "NeedsWithResources" }) { edges { node { variablesToday } } } }',
      {},
      { role: 'street-worker', division: '420502001000' },
    );
    expect(nodesOf(data?.trustedOperations)).toEqual([
      { variablesToday: JSON.stringify({ division: '420502001000' }) },
    ]);
  });
});
