import { expect, test } from 'vitest';
import { shareOf } from '../link-run/linkRun.rules.ts';
import { shippedModel } from '../model-version/shippedModel.ts';
import type { ModelTrialRow } from './modelTrial.entity.ts';
import { cancelled, type JudgedPair, mayBegin, mostOpen, qualityUnder, taught } from './modelTrial.rules.ts';

const pairs = (kind: JudgedPair['kind'], verdict: JudgedPair['verdict'], weight: number, count: number): JudgedPair[] =>
  Array.from({ length: count }, () => ({ kind, verdict, weight }));
const trial: ModelTrialRow = {
  ...{ id: 'trial_1', kind: 'RECORDS', status: 'RUNNING', stage: 'READING', done: 0, total: 0 },
  ...{ askedAt: '', askedBy: '', endedAt: null, failure: null, modelVersion: null, outcome: null },
};

test('each kind of pair counts as much as there are of it', () => {
  const judged = [
    ...pairs('SAMPLE', 'SAME', 20, 98),
    ...pairs('SAMPLE', 'DIFFERENT', 15, 2),
    ...pairs('UNSURE', 'SAME', 14, 10),
    ...pairs('UNSURE', 'SAME', 5, 10),
    ...pairs('UNSURE', 'DIFFERENT', 5, 20),
  ];
  const { precision, recall } = qualityUnder(judged, { SAMPLE: 1000, UNSURE: 200 }, 12);
  // A thousand links, of which 98 % are right; of the queue a quarter would be joined, all of it rightly.
  expect(precision).toMatchObject({ value: (1000 * 0.98 + 50 * 1) / 1050, sample: 110 });
  expect(recall).toMatchObject({ value: (980 * 1 + 100 * 0.5) / 1080, sample: 118 });
  expect(precision?.low).toBeLessThan(precision?.value ?? 0);
  expect(precision?.high).toBeGreaterThan(precision?.value ?? 1);
  const alone = qualityUnder(judged.slice(0, 100), { SAMPLE: 1000, UNSURE: 200 }, 12).precision;
  expect(alone).toEqual(shareOf(98, 100));
});

test('of nothing decided nothing is told', () => {
  expect(qualityUnder([], { SAMPLE: 1000, UNSURE: 200 }, 12)).toEqual({ precision: null, recall: null });
});

test('decisions teach how likely one person is, and nobody’s decisions change nothing', () => {
  const { content } = shippedModel();
  expect(taught(content, [])).toMatchObject({ content, shift: 0 });
  expect(taught(content, pairs('UNSURE', 'DIFFERENT', 3, 40)).shift).toBeLessThan(-1);
  expect(taught(content, pairs('UNSURE', 'SAME', 1, 40)).shift).toBeGreaterThan(1);
});

test.each([
  [0, true],
  [mostOpen - 1, true],
  [mostOpen, { refused: 'TRIALS_WAITING', params: { most: mostOpen } }],
])('one more trial beside %i', (open, expected) => expect(mayBegin(open)).toEqual(expected));

test.each([
  ['WAITING', 'CANCELLED'],
  ['RUNNING', 'CANCELLED'],
  ['DONE', undefined],
  ['FAILED', undefined],
  ['CANCELLED', undefined],
] as const)('one that is %s can be cancelled or not', (status, expected) => {
  const ended = cancelled({ ...trial, status }, 'now');
  expect('status' in ended ? ended.status : undefined).toBe(expected);
});
