import { describe, expect, it } from 'vitest';
import { ruleName } from '../src/fileModel.ts';
import { guessFields, modelOf } from '../src/guessModel.ts';
import {
  FileProblem,
  type FrozenModel,
  formatFrozenModel,
  freezeModel,
  linkFrozen,
  parseFrozenModel,
  tableOf,
} from '../src/index.ts';
import { HEADER, kept, population } from './people.ts';

const people = population(200, 5);
const records = ['a', 'b'].flatMap((source, at) => kept(people, source, 0.8, 3 + at));
const table = tableOf(
  HEADER.filter((column) => column !== 'person'),
  records.map((row) => row.filter((_, at) => HEADER[at] !== 'person')),
);
const frozen = freezeModel([table], modelOf(guessFields([table], 'id')));
const text = formatFrozenModel(frozen);

const version = JSON.parse(text) as { readonly model: object; readonly values: readonly object[] };

/** The text with something else in it. */
const changed = (parts: object): string => JSON.stringify({ ...version, ...parts });

const problemOf = (broken: string): FileProblem => {
  try {
    parseFrozenModel(broken);
  } catch (error) {
    if (error instanceof FileProblem) return error;
    throw error;
  }
  throw new Error('Nothing was wrong with it.');
};

describe('a model version as text', () => {
  it('gives the version back exactly', () => {
    const back: FrozenModel = parseFrozenModel(text);
    expect(back).toEqual(frozen);
    expect(formatFrozenModel(back) === text).toBe(true);
    expect(text.includes('\n')).toBe(false);
  });

  it('has the same bytes whatever the order of keys', () => {
    const blockLimits = Object.fromEntries(frozen.model.blocking.map((rule, at) => [ruleName(rule), 400 + at]));
    const turned = Object.fromEntries(Object.entries(blockLimits).reverse());
    const limited = formatFrozenModel({ ...frozen, model: { ...frozen.model, blockLimits } });
    const other = formatFrozenModel({ ...frozen, model: { blockLimits: turned, ...frozen.model } });
    expect(other === limited).toBe(true);
    expect(parseFrozenModel(other).model.blockLimits).toEqual(blockLimits);
  });

  it('decides as the version did', () => {
    const question = { table, idColumn: 'id' };
    expect(linkFrozen(parseFrozenModel(text), question)).toEqual(linkFrozen(frozen, question));
  });

  it('says where a text is broken', () => {
    expect(problemOf('{').code).toBe('MODEL_NOT_JSON');
    expect(problemOf('[]').params.place).toBe('version');
    expect(problemOf(changed({ edition: 1 })).message).toBe('edition is 1 when expected one of 2.');
    expect(problemOf(changed({ more: 1 })).message).toContain('version has "more"');
    const { model, values } = version;
    const withValues = (at: number, parts: object | null) =>
      changed({ values: values.map((each, f) => (f === at ? parts && { ...each, ...parts } : each)) });
    const cases: readonly (readonly [string, string])[] = [
      ['format', changed({ format: 'other' })],
      ['model', changed({ model: undefined })],
      ['model.version', changed({ model: { ...model, version: 3 } })],
      ['model.trained', changed({ model: { ...model, trained: undefined } })],
      ['distortion', changed({ distortion: 'AAAA' })],
      ['distortion', changed({ distortion: 'AAAAAAAAAAA=' })],
      ['values', changed({ values: [] })],
      ['values[0]', withValues(0, null)],
      ['values[1].bits', withValues(1, { bits: '' })],
      ['values[1].hashes', withValues(1, { hashes: '!' })],
      ['values[1].hashes', withValues(1, { hashes: 'AgAAAAEAAAA=' })],
      ['values[0].unseen', withValues(0, { unseen: null })],
      ['namesake[0]', changed({ namesake: [0.5, 1, 1] })],
      ['namesake[1]', changed({ namesake: [0, 99, 1] })],
      ['dropped', changed({ dropped: [] })],
    ];
    for (const [place, broken] of cases) expect(problemOf(broken).params.place).toBe(place);
  });
});
