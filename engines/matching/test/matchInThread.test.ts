import { expect, it } from 'vitest';
import { type MatchProgress, match, matchInThread } from '../src/index.ts';
import { aCity, aNeed } from './synthetic.ts';

const city = aCity(300, 60, 2);

it('gives the same outcome as in the calling thread, with progress on the way', async () => {
  const stages: MatchProgress['stage'][] = [];
  const outcome = await matchInThread(city, { onProgress: ({ stage }) => stages.push(stage) });
  expect(outcome).toEqual(match(city));
  expect([...new Set(stages)]).toEqual(['ELIGIBLE', 'ASSIGN', 'EXPLAIN']);
});

it('stops with the reason of the signal', async () => {
  const control = new AbortController();
  const run = matchInThread(city, {
    signal: control.signal,
    onProgress: () => control.abort(new Error('no longer wanted')),
  });
  await expect(run).rejects.toThrow('no longer wanted');
  await expect(matchInThread(city, { signal: control.signal })).rejects.toThrow('no longer wanted');
});

it('refuses with the words of the engine', async () => {
  await expect(matchInThread({ ...city, needs: [aNeed({ units: -1 })] })).rejects.toThrow(/units of need "need_1"/);
});
