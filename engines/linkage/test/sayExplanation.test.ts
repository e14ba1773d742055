import { describe, expect, it } from 'vitest';
import { LEVELS, linkFiles, sayExplanation } from '../src/index.ts';
import { kept, population, tableWithout } from './people.ts';

const people = population(300, 7);
const tables = [tableWithout(kept(people, 'a', 0.8, 11)), tableWithout(kept(people, 'b', 0.8, 13))] as const;
const { links } = linkFiles({ tables, idColumn: 'id', withReasons: true });

describe('the waterfall of a link', () => {
  it('adds up to its weight, in either language', () => {
    for (const { weight, explanation } of links)
      for (const language of ['en', 'zh'] as const) {
        const steps = explanation === undefined ? [] : sayExplanation(explanation, language);
        expect(steps.reduce((sum, { bits }) => sum + bits, 0)).toBeCloseTo(weight, 6);
      }
  });

  it('has words for every level', () => {
    const explanation = { asOne: 'SAME', asTwo: 'HOUSEHOLD', prior: -10, rest: 0 } as const;
    for (const level of [...new Set(Object.values(LEVELS).flat()), 'MISSING']) {
      const fields = [{ column: '姓名', level, weight: 1, frequency: 2 }];
      expect(sayExplanation({ ...explanation, fields }, 'en')[1]?.text).not.toContain(level);
      expect(sayExplanation({ ...explanation, fields }, 'zh')[1]?.text).toMatch(/^\p{Script=Han}/u);
    }
  });

  it('is not made when nobody asks for it', () => {
    expect(linkFiles({ tables, idColumn: 'id' }).links.every(({ explanation }) => explanation === undefined)).toBe(
      true,
    );
  });
});
