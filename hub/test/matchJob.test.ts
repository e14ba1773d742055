import type { GraphAnswer } from '@hub/kernel';
import { expect, test } from 'vitest';
import { type AskMatching, matchJob } from '../src/match/matchJob.ts';

const answer = (data: GraphAnswer['data'], message?: string): GraphAnswer => ({
  data: data ?? null,
  ...(message && { errors: [{ message }] }),
  disclosures: [],
  withheld: [],
});

/** A matching that runs until it is let go or cancelled, and notes what it is asked. */
function matching() {
  const asked: unknown[] = [];
  const ended = Promise.withResolvers<GraphAnswer>();
  const ask: AskMatching = async ({ query, variables }) => {
    if (query.includes('startMatchRun')) {
      asked.push(variables);
      return ended.promise;
    }
    if (query.includes('cancelMatchRun')) {
      asked.push('cancel');
      ended.resolve(answer(null, 'The run was cancelled; the earlier answer stays.'));
      return answer({ cancelMatchRun: true });
    }
    return answer({ matchRunProgress: { stage: 'EXPLAIN', done: 1, of: 4 } });
  };
  return { ask, asked, end: ended.resolve };
}

test('a run tells how far it is, in the language of the terminal, and gives its figures', async () => {
  const { ask, asked, end } = matching();
  const lines: string[] = [];
  const { promise: seen, resolve: see } = Promise.withResolvers<void>();
  const job = matchJob(ask)(
    { division: '420502001000', language: 'zh' },
    {
      signal: new AbortController().signal,
      progress(line) {
        lines.push(line);
        see();
      },
    },
  );
  await seen;
  end(answer({ startMatchRun: { needs: 3 } }));
  expect(await job).toBe('{"needs":3}');
  expect(asked).toEqual([{ division: '420502001000' }]);
  expect(lines[0]).toBe('正在生成说明 25 %');
});

test('a run that is interrupted is cancelled, and says that the earlier answer stays', async () => {
  const { ask, asked } = matching();
  const ending = new AbortController();
  const job = matchJob(ask)({}, { signal: ending.signal, progress: () => ending.abort() });
  await expect(job).rejects.toThrow('Interrupted; the earlier answer stays.');
  expect(asked).toEqual([{ division: null }, 'cancel']);
});

test('a run that is refused is told in the words of the refusal', async () => {
  const { ask, end } = matching();
  end(answer(null, 'There is no division or zone 9 today.'));
  await expect(matchJob(ask)({}, { signal: new AbortController().signal, progress: () => {} })).rejects.toThrow(
    'There is no division or zone 9 today.',
  );
});
