import { describe, expect, it } from 'vitest';
import { guessFields, modelOf } from '../src/guessModel.ts';
import { calibrate, freezeModel, linkFiles, linkFrozen, type ReviewedPair, tableOf } from '../src/index.ts';
import { HEADER, kept, population, sequence } from './people.ts';

const people = population(200, 5);
const header = HEADER.filter((column) => column !== 'person');
const rowsOf = (source: string, seed: number) =>
  kept(people, source, 0.8, seed).map((row) => row.filter((_, at) => HEADER[at] !== 'person'));
const table = tableOf(header, [...rowsOf('a', 3), ...rowsOf('b', 4)]);
const version = freezeModel([table], modelOf(guessFields([table], 'id')));

/** Verdicts as they fall when every weight is `off` bits too low. */
const reviewedWith = (off: number, count: number): readonly ReviewedPair[] => {
  const random = sequence(17);
  return Array.from({ length: count }, () => {
    const weight = random() * 12 - 6;
    return { weight, verdict: random() < 1 / (1 + 2 ** -(weight + off)) ? 'SAME' : 'DIFFERENT' };
  });
};

describe('calibrate', () => {
  it('finds by how much weights are off, and says how surely', () => {
    for (const off of [-2, 0, 2.5]) {
      const { shift, uncertainty } = calibrate(version, reviewedWith(off, 2000));
      expect(Math.abs(shift - off)).toBeLessThan(4 * uncertainty);
      expect(uncertainty).toBeLessThan(0.2);
    }
  });

  it('changes nothing when nobody was asked, and little when few were', () => {
    const { shift, version: same } = calibrate(version, []);
    expect(shift).toBe(0);
    expect(linkFrozen(same, { table, idColumn: 'id' })).toEqual(linkFrozen(version, { table, idColumn: 'id' }));
    const one = calibrate(version, [{ weight: 0, verdict: 'DIFFERENT' }]).shift;
    expect(one).toBeLessThan(0);
    expect(one).toBeGreaterThan(-1.5);
  });

  it('gives a version that joins more where people said so, and less where they refused', () => {
    const pairsOf = (frozen: typeof version): number =>
      linkFrozen(frozen, { table, idColumn: 'id' }).reduce((sum, { length }) => sum + length - 1, 0);
    const verdicts = (verdict: 'SAME' | 'DIFFERENT', weight: number): readonly ReviewedPair[] =>
      Array.from({ length: 400 }, () => ({ weight, verdict }));
    const [less, usual, more] = [
      pairsOf(calibrate(version, verdicts('DIFFERENT', 25)).version),
      pairsOf(version),
      pairsOf(calibrate(version, verdicts('SAME', -8)).version),
    ];
    expect(less).toBeLessThan(usual);
    expect(more).toBeGreaterThanOrEqual(usual);
  });

  it('refuses a weight that is no number', () => {
    expect(() => calibrate(version, [{ weight: Number.NaN, verdict: 'SAME' }])).toThrow('reviewed pair 0 is NaN');
  });
});

describe('probabilities of two clean files', () => {
  it('say how often such pairs are one person', () => {
    const many = population(1500, 31);
    const [first, second] = ['a', 'b'].map((source, at) =>
      kept(many, source, 0.6, 41 + at).map((row) => row.filter((_, column) => HEADER[column] !== '身份证号')),
    );
    const columns = HEADER.filter((column) => column !== '身份证号');
    const person = new Map(
      [...(first ?? []), ...(second ?? [])].map((row) => [row[0] ?? '', row[columns.indexOf('person')]]),
    );
    const [a, b] = [first, second].map((rows) =>
      tableOf(
        header.filter((column) => column !== '身份证号'),
        (rows ?? []).map((row) => row.filter((_, at) => columns[at] !== 'person')),
      ),
    );
    if (a === undefined || b === undefined) throw new Error('Expected two files.');
    const { links } = linkFiles({ tables: [a, b], idColumn: 'id' });
    const unsure = links.filter(({ probability }) => probability < 0.995);
    const expected = unsure.reduce((sum, { probability }) => sum + probability, 0);
    const variance = unsure.reduce((sum, { probability }) => sum + probability * (1 - probability), 0);
    const found = unsure.filter(({ left, right }) => person.get(left) === person.get(right)).length;
    expect(unsure.length).toBeGreaterThan(20);
    expect(Math.abs(found - expected)).toBeLessThan(4 * Math.sqrt(variance) + 0.05 * unsure.length);
  });
});
