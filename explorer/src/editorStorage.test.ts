import { describe, expect, it } from 'vitest';
import { createEditorStorage, openingQuestion } from './editorStorage.ts';
import { memoryStorage } from './testing/memoryStorage.ts';

const open = () => {
  const [tab, machine] = [memoryStorage({ 'hub.token': 'aaa' }), memoryStorage({ 'hub.language': 'zh' })];
  return { tab, machine, editor: createEditorStorage(tab, machine) };
};

describe('what the editor keeps', () => {
  it.each(['query', 'variables', 'tabState', 'operationName'])('of %s ends with the tab', (name) => {
    const { editor, tab, machine } = open();
    editor.setItem(`graphiql:${name}`, 'x');
    expect([tab.getItem(`graphiql:${name}`), machine.getItem(`graphiql:${name}`)]).toEqual(['x', null]);
    expect(editor.getItem(`graphiql:${name}`)).toBe('x');
  });

  it.each(['theme', 'editorFlex', 'visiblePlugin'])('of %s stays on the machine', (name) => {
    const { editor, tab, machine } = open();
    editor.setItem(`graphiql:${name}`, 'x');
    expect([tab.getItem(`graphiql:${name}`), machine.getItem(`graphiql:${name}`)]).toEqual([null, 'x']);
  });

  it.each(['headers', 'shouldPersistHeaders'])('never includes %s', (name) => {
    const { editor } = open();
    editor.setItem(`graphiql:${name}`, 'x');
    expect([editor.getItem(`graphiql:${name}`), editor.length]).toEqual([null, 0]);
  });

  it('is all that clearing clears', () => {
    const { editor, tab, machine } = open();
    editor.setItem('graphiql:query', 'x');
    editor.setItem('graphiql:variables', 'x');
    editor.setItem('graphiql:theme', 'x');
    expect(editor.length).toBe(3);
    editor.clear();
    expect([editor.length, tab.length, machine.length]).toEqual([0, 1, 1]);
  });
});

describe('the opening question', () => {
  const first = { query: '{ first }', variables: '{}' };
  const kept = (state: string) => memoryStorage({ 'graphiql:tabState': state });

  it('is the first one in a new tab', () => {
    expect(openingQuestion(memoryStorage(), first)).toBe(first);
  });

  it('is the one of the active editor tab after a reload, variables included', () => {
    const tabs = [{ query: '{ a }' }, { query: '{ b }', variables: '{"b":1}' }];
    const state = JSON.stringify({ activeTabIndex: 1, tabs });
    expect(openingQuestion(kept(state), first)).toEqual({ query: '{ b }', variables: '{"b":1}' });
  });

  it.each(['', 'null', '{}', '{"tabs":[],"activeTabIndex":0}', 'not json'])('survives %j', (state) => {
    expect(openingQuestion(kept(state), first)).toBe(first);
  });
});
