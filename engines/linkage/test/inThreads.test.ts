import { afterEach, describe, expect, it } from 'vitest';
import { tableOf } from '../src/index.ts';
import { Threads } from '../src/inThreads.ts';

const sorting = (ids: readonly (readonly string[])[], idColumn = 'id') => ({
  kind: 'sort' as const,
  task: {
    tables: ids.map((of) =>
      tableOf(
        ['id'],
        of.map((id) => [id]),
      ),
    ),
    idColumn,
  },
});

describe('threads', () => {
  let threads: Threads | null = null;
  afterEach(() => threads?.close());

  it.each([1, 2, 3])('answer all shares in their order, however many there are: %i threads', async (count) => {
    threads = new Threads(count);
    const files = Array.from({ length: 7 }, (_, k) => Array.from({ length: k }, (_none, row) => `${k}-${row}`));
    for (const some of [files, files.slice(0, 1), []]) {
      const sorted = (await threads.do(sorting(some))) as readonly { readonly order: Int32Array }[];
      expect(sorted.map(({ order }) => order.length)).toEqual(some.map(({ length }) => length));
    }
  });

  it('fail where a share fails', async () => {
    threads = new Threads(2);
    await expect(threads.do(sorting([['a'], ['b']], 'other'))).rejects.toThrow();
  });

  it('are one at least', () => {
    expect(() => new Threads(0)).toThrow(RangeError);
  });
});
