import { expect, it } from 'vitest';
import { block, type Pairing } from '../src/block.ts';
import { compareRows } from '../src/compare.ts';
import { eachPair } from '../src/eachPair.ts';
import { encode } from '../src/encode.ts';
import { noteFamilyValues } from '../src/familyValues.ts';
import { guessFields, modelOf } from '../src/guessModel.ts';
import { scoreOf, weigh } from '../src/score.ts';
import { scoreCandidates, scoreTask } from '../src/scoreCandidates.ts';
import { train, withBlocking } from '../src/trainModel.ts';
import { kept, population, tableWithout } from './people.ts';

const people = population(250, 41);
const tables = [tableWithout(kept(people, 'a', 0.8, 43)), tableWithout(kept(people, 'b', 0.8, 47))];

it.each<[Pairing, readonly string[]]>([
  ['ACROSS', ['身份证号']],
  ['AMONG_ALL', []],
])('%s: spares no candidate that reaches the least bits', (pairing, dropped) => {
  const start = modelOf(guessFields(tables, 'id').filter(({ column }) => !dropped.includes(column)));
  const encoded = encode(tables, start);
  if (pairing === 'ACROSS') noteFamilyValues(encoded, start.fields);
  const blocked = withBlocking(encoded, start, pairing);
  const { model, trained, blocks } = train(encoded, blocked, block(encoded, blocked, pairing), pairing);
  const weights = weigh(encoded, model, trained, pairing);
  const levels = new Uint8Array(encoded.fields.length);
  for (const leastBits of [-12, 0, 6]) {
    const expected: string[] = [];
    eachPair(blocks, pairing, { everyNth: 1, part: 0, parts: 1 }, (left, right) => {
      compareRows(encoded, left, right, levels);
      const bits = scoreOf(encoded, weights, left, levels);
      if (bits >= leastBits) expected.push(`${left} ${right} ${bits}`);
    });
    const found = scoreCandidates(scoreTask({ encoded, blocks, weights, pairing, leastBits }));
    expect(expected.length).toBeGreaterThan(50);
    expect([...found.left.keys()].map((at) => `${found.left[at]} ${found.right[at]} ${found.bits[at]}`)).toEqual(
      expected,
    );
  }
});
