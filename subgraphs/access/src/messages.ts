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
  NEEDED_PURPOSE: { en: 'A purpose (header X-Hub-Purpose).', zh: '需要说明用途(请求头 X-Hub-Purpose)。' },
  NEEDED_DUTY: { en: 'A purpose that is among the duties of your organisation.', zh: '用途须属于本机构职责。' },
  NEEDED_ROLE_AND_PURPOSE: { en: 'Another role or another purpose.', zh: '需要其他角色或其他用途。' },
  NEEDED_AGREEMENT: {
    en: 'An agreement in force that names this class, purpose and basis.',
    zh: '需要生效协议,且协议载明该字段级别、用途与法律依据。',
  },
  NEEDED_BASIS: {
    en: 'A legal basis that carries this class (header X-Hub-Basis).',
    zh: '需要适用于该字段级别的法律依据(请求头 X-Hub-Basis)。',
  },
  NEEDED_GUARDIAN_CONSENT: {
    en: 'Consent of the guardian, or a statutory duty.',
    zh: '需要监护人同意或法定职责。',
  },
  NEEDED_MINOR_APPROVAL: {
    en: 'An approval for the records of minors (header X-Hub-Grant).',
    zh: '访问未成年人记录需经审批(请求头 X-Hub-Grant)。',
  },
} satisfies Catalogue;
