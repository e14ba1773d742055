import { describe, expect, it } from 'vitest';
import { cleanToken, openingAccess, rememberAccess } from './access.ts';
import { memoryStorage } from './testing/memoryStorage.ts';

describe('cleanToken', () => {
  it.each([
    ['aaa.bbb.ccc', 'aaa.bbb.ccc'],
    ['  aaa.bbb.ccc\n', 'aaa.bbb.ccc'],
    ['Bearer aaa.bbb.ccc', 'aaa.bbb.ccc'],
    ['"bearer  aaa.bbb.ccc"', 'aaa.bbb.ccc'],
    ['aaa.bb\nb.ccc', 'aaa.bbb.ccc'],
    ['bearer', 'bearer'],
    ['', ''],
  ])('reads %j as %j', (pasted, token) => {
    expect(cleanToken(pasted)).toBe(token);
  });
});

describe('the access of a tab', () => {
  it('is what was remembered', () => {
    const tab = memoryStorage();
    const access = { token: 'aaa.bbb.ccc', purpose: 'VISIT', basis: 'CONSENT', grant: 'grant_1' } as const;
    rememberAccess(tab, access);
    expect(openingAccess(tab)).toEqual(access);
  });

  it('leaves nothing behind when it is cleared', () => {
    const tab = memoryStorage({ 'hub.token': 'aaa.bbb.ccc', 'hub.purpose': 'VISIT', 'hub.basis': 'x' });
    rememberAccess(tab, { token: '', purpose: '', basis: '', grant: '' });
    expect(tab.length).toBe(0);
  });

  it('has no purpose and no basis where the stored one is not in the list', () => {
    const tab = memoryStorage({ 'hub.purpose': 'CURIOSITY', 'hub.basis': '第十条' });
    expect(openingAccess(tab)).toMatchObject({ purpose: '', basis: '' });
  });
});
