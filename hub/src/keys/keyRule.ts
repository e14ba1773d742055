/**
 * What becomes of the former versions of a key when it gets a new one. RESEALED: what is stored is sealed anew, then they may be dropped.
 * OVERLAPS: they are accepted until they are dropped. KEPT: they are needed for as long as the ledger is kept.
 * FIXED: the key has one version only, because what it makes is compared for being equal.
 */
export type KeyRule = 'RESEALED' | 'OVERLAPS' | 'KEPT' | 'FIXED';

const rules: Readonly<Record<string, KeyRule>> = {
  seal: 'RESEALED',
  'blind-index': 'RESEALED',
  cursor: 'OVERLAPS',
  'token-signing': 'OVERLAPS',
  pseudonym: 'FIXED',
  'resource-id': 'FIXED',
};

export const ruleOf = (name: string): KeyRule =>
  rules[name] ?? (name.startsWith('carrier-') ? 'OVERLAPS' : name.startsWith('audit-') ? 'KEPT' : 'FIXED');
