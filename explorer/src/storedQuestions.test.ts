import { describe, expect, it } from 'vitest';
import {
  type Ask,
  leaveForReload,
  linkedQuestion,
  linkOf,
  listStored,
  openStored,
  takeLeft,
} from './storedQuestions.ts';
import { memoryStorage } from './testing/memoryStorage.ts';

const answering =
  (data: unknown): Ask =>
  async () => ({ data });

describe('stored questions', () => {
  it('are listed by title', async () => {
    const edges = ['b', 'a'].map((title) => ({ node: { id: `operation_${title}`, title } }));
    expect(await listStored(answering({ trustedOperations: { edges } }))).toEqual([
      { id: 'operation_a', title: 'a' },
      { id: 'operation_b', title: 'b' },
    ]);
  });

  it.each([null, {}, { trustedOperations: null }])('are none where the answer is %j', async (data) => {
    expect(await listStored(answering(data))).toEqual([]);
  });

  it('open with the values that their variables have today', async () => {
    const stored = { document: 'query A($d: ID!) { need(id: $d) { id } }', variablesToday: '{"d":"1"}' };
    expect(await openStored(answering({ trustedOperation: stored }), 'operation_a')).toEqual({
      query: stored.document,
      variables: '{\n  "d": "1"\n}',
    });
  });

  it('that are not there open nothing', async () => {
    expect(await openStored(answering({ trustedOperation: null }), 'operation_a')).toBeNull();
  });
});

describe('the link of a stored question', () => {
  it('names it, until this tab has opened it', () => {
    const tab = memoryStorage();
    const link = linkOf('operation_a');
    expect(link).toBe('?question=operation_a');
    expect(linkedQuestion(link, tab)).toBe('operation_a');
    leaveForReload(tab, 'operation_a', { query: '{ a }', variables: '{}' });
    expect(linkedQuestion(link, tab)).toBeNull();
    expect(linkedQuestion(linkOf('operation_b'), tab)).toBe('operation_b');
  });

  it('is none on a page without one', () => {
    expect(linkedQuestion('', memoryStorage())).toBeNull();
  });

  it('leaves its question for one reload', () => {
    const tab = memoryStorage();
    leaveForReload(tab, 'operation_a', { query: '{ a }', variables: '{}' });
    expect([takeLeft(tab), takeLeft(tab)]).toEqual([{ query: '{ a }', variables: '{}' }, null]);
  });
});
