import type { Catalogue } from '@hub/kernel';

/** Sentences for what this subgraph refuses. */
export const messages = {
  UNKNOWN_PURPOSE: {
    en: 'Header X-Hub-Purpose names no known purpose; expected one of {expected}.',
    zh: '请求头 X-Hub-Purpose 的用途未知;应为以下之一:{expected}。',
  },
  UNKNOWN_BASIS: {
    en: 'Header X-Hub-Basis names no known legal basis; expected one of {expected}.',
    zh: '请求头 X-Hub-Basis 的法律依据未知;应为以下之一:{expected}。',
  },
} satisfies Catalogue;
