import { expect, it } from 'vitest';
import { type Supposition, whatIf, whatIfInThread } from '../src/index.ts';
import { aCity } from './synthetic.ts';

const city = aCity(150, 40, 5);
const withdrawn: readonly Supposition[] = city.resources
  .slice(0, 1)
  .map(({ id }) => ({ kind: 'RESOURCE_WITHDRAWN', resourceId: id }));

it('answers as in the calling thread', async () => {
  const { outcome, comparison } = whatIf(city, withdrawn);
  const answer = await whatIfInThread({ input: city, suppositions: withdrawn }, new AbortController().signal);
  expect(answer).toEqual({ comparison, totals: outcome.totals, policyVersion: outcome.policyVersion });
});

it('stops with the reason of the signal, and refuses with the words of the engine', async () => {
  const ending = AbortSignal.abort(new Error('no longer wanted'));
  await expect(whatIfInThread({ input: city, suppositions: withdrawn }, ending)).rejects.toThrow('no longer wanted');
  const later = new AbortController();
  const work = whatIfInThread({ input: city, suppositions: withdrawn }, later.signal);
  later.abort(new Error('too late'));
  await expect(work).rejects.toThrow('too late');
  const unknown: Supposition = { kind: 'RESOURCE_WITHDRAWN', resourceId: 'nobody' };
  await expect(whatIfInThread({ input: city, suppositions: [unknown] }, new AbortController().signal)).rejects.toThrow(
    '"nobody"',
  );
});
