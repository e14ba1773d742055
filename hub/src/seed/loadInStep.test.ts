import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { loadInStep } from './loadInStep.ts';

const groups = [[0], [1, 2], [3], [4], [5], [6]];

/** A loader that takes so many turns for each group, and tells what it loads. */
const loader = (name: string, turns: number, told: string[], fail?: number) => ({
  async load(slices: readonly number[]) {
    for (let turn = 0; turn < turns; turn++) await nextTurn();
    if (slices[0] === fail) throw new Error(`${name} cannot write ${fail}`);
    told.push(`${name}${slices.join('+')}`);
  },
});

test('each loads all groups in order, and what all have is told once', async () => {
  const [told, done]: [string[], number[]] = [[], []];
  const steps = { isStopped: () => false, onDone: (upTo: number) => void done.push(upTo) };
  expect(await loadInStep(groups, [loader('a', 1, told), loader('b', 3, told)], steps)).toBe(true);
  for (const name of ['a', 'b'])
    expect(told.filter((entry) => entry.startsWith(name))).toEqual(groups.map((group) => name + group.join('+')));
  expect(done).toEqual([1, 2, 3, 4, 5, 6]);
});

test('the quick one is never more than two groups before the slow one', async () => {
  const told: string[] = [];
  await loadInStep(groups, [loader('a', 0, told), loader('b', 20, told)], { isStopped: () => false, onDone() {} });
  const leads = told.map((_, place) => {
    const names = told.slice(0, place + 1).map((entry) => entry[0]);
    return names.filter((name) => name === 'a').length - names.filter((name) => name === 'b').length;
  });
  expect(Math.max(...leads)).toBe(2);
});

test('a failure ends the other at its group, and is told when both have ended', async () => {
  const told: string[] = [];
  const done: number[] = [];
  const steps = { isStopped: () => false, onDone: (upTo: number) => void done.push(upTo) };
  await expect(loadInStep(groups, [loader('a', 5, told), loader('b', 1, told, 1)], steps)).rejects.toThrow(
    'b cannot write 1',
  );
  expect(told).toEqual(['b0', 'a0']);
  expect(done).toEqual([1]);
});

test.each([1, 30])('told to stop, both end with the group in hand, the other one %i turns long', async (turns) => {
  const told: string[] = [];
  const stop = new AbortController();
  const steps = { isStopped: () => stop.signal.aborted, onDone: () => stop.abort() };
  expect(await loadInStep(groups, [loader('a', 1, told), loader('b', turns, told)], steps)).toBe(false);
  const last = ['a', 'b'].map((name) => told.filter((entry) => entry.startsWith(name)).length);
  expect(Math.min(...last)).toBe(1);
  expect(Math.max(...last)).toBeLessThanOrEqual(3);
});
