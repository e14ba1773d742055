import { describe, expect, test } from 'vitest';
import { keptBriefly } from '../src/index.ts';

/** A reading that gives how often it was done, and the store that it is done on. */
function reading(fails = false) {
  let done = 0;
  let writes = 0;
  const kept = keptBriefly({ writes: () => writes }, 10_000, async (today) => {
    done++;
    if (fails) throw new Error('no store');
    return `${today} #${done}`;
  });
  const at = (second: number, today = '2026-11-21') =>
    kept({ today, now: new Date(Date.UTC(2026, 10, 21, 0, 0, second)).toISOString() });
  return { at, write: () => void writes++, done: () => done };
}

describe('a reading that is kept', () => {
  test('is done once for all who ask at the same time and shortly after', async () => {
    const { at, done } = reading();
    expect(await Promise.all([at(0), at(0), at(9)])).toEqual(Array(3).fill('2026-11-21 #1'));
    expect(done()).toBe(1);
  });

  test('is done again after a write, after its time, and on another day', async () => {
    const { at, write } = reading();
    await at(0);
    write();
    expect(await at(1)).toBe('2026-11-21 #2');
    expect(await at(11)).toBe('2026-11-21 #3');
    expect(await at(12, '2026-11-22')).toBe('2026-11-22 #4');
  });

  test('is not kept when it failed', async () => {
    const { at, done } = reading(true);
    await expect(at(0)).rejects.toThrow('no store');
    await expect(at(0)).rejects.toThrow('no store');
    expect(done()).toBe(2);
  });
});
