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
  CASE_FORM: {
    en: 'Header X-Hub-Case must have 1 to 64 letters, digits, or any of ".:/-_".',
    zh: '请求头 X-Hub-Case 应为 1 至 64 个字母、数字或 ".:/-_"。',
  },
  NO_AGREEMENT: {
    en: 'There is no agreement in force with the organisation {organisation}.',
    zh: '机构 {organisation} 没有生效的协议。',
  },
  NO_SUCH_GRANT: {
    en: 'No grant of yours with this id holds now for this purpose (header X-Hub-Grant).',
    zh: '没有以该编号、该用途现时生效的本人授权(请求头 X-Hub-Grant)。',
  },
  REASON_LENGTH: {
    en: 'The reason has {met} characters; expected {least} to {most}.',
    zh: '理由为 {met} 个字符;应为 {least} 至 {most} 个。',
  },
  AGREEMENT_ENDS_BEFORE_IT_BEGINS: {
    en: 'The agreement ends on {to}, before it begins on {from}.',
    zh: '协议截止日 {to} 早于生效日 {from}。',
  },
  AGREEMENT_WITHOUT: { en: 'An agreement must name {term}.', zh: '协议须载明 {term}。' },
  AGREEMENT_PLACE: {
    en: '"{place}" is no division; expected 12 digits, or the id of a zone.',
    zh: '“{place}”不是区划;应为 12 位区划代码或功能区编号。',
  },
  GRANT_RECORD: { en: '"{record}" is no id of a record.', zh: '“{record}”不是记录编号。' },
  GRANT_RECORDS: { en: '{met} records; at most {most} in one grant.', zh: '共 {met} 条记录;每次授权最多 {most} 条。' },
  GRANT_PURPOSE: {
    en: 'The role {role} has nothing under the purpose {purpose}.',
    zh: '角色 {role} 在用途 {purpose} 下没有权限。',
  },
  GRANT_DAYS: { en: '{met} days; expected 1 to {most}.', zh: '{met} 天;应为 1 至 {most} 天。' },
  GRANT_OF_ONESELF: {
    en: 'Nobody decides on what she asked for herself ({grant}).',
    zh: '不得审批或审查本人申请的授权({grant})。',
  },
  GRANT_NOT_WAITING: {
    en: 'Grant "{grant}" is {state}, not REQUESTED.',
    zh: '授权“{grant}”状态为 {state},不是待审批。',
  },
  GRANT_NOT_IN_FORCE: { en: 'Grant "{grant}" does not hold now.', zh: '授权“{grant}”现未生效。' },
  GRANT_NOT_TO_REVIEW: {
    en: 'Grant "{grant}" is no emergency access that waits for a review.',
    zh: '授权“{grant}”不是待审查的紧急访问。',
  },
  DELEGATION_DAYS: {
    en: 'The delegation would hold until {met}; expected a day from {earliest} to {latest}.',
    zh: '委托截止日为 {met};应在 {earliest} 至 {latest} 之间。',
  },
  DELEGATION_WITHOUT_PLACE: {
    en: 'The delegation names no division; expected at least one of your own.',
    zh: '委托未载明区划;应至少为本人区划之一。',
  },
  DELEGATION_PLACE: {
    en: '"{place}" does not lie in your divisions, and nobody can delegate more than she has.',
    zh: '“{place}”不在本人区划内;不得委托超出本人权限的范围。',
  },
  DELEGATION_PURPOSE: {
    en: 'The role {role} has nothing under the purpose {purpose}; expected one of {expected}.',
    zh: '角色 {role} 在用途 {purpose} 下没有权限;应为以下之一:{expected}。',
  },
  DELEGATION_BASIS: {
    en: 'The role {role} cannot delegate on the basis {basis}; expected one of {expected}.',
    zh: '角色 {role} 不能以 {basis} 为依据委托;应为以下之一:{expected}。',
  },
  DELEGATION_OTHER_ROLE: {
    en: 'The delegation was given in the role {role}, or for another organisation.',
    zh: '该委托系以角色 {role} 或其他机构身份作出。',
  },
  DELEGATION_UNKNOWN: { en: 'There is no such delegation.', zh: '没有该委托。' },
  DELEGATION_REVOKED: { en: 'Delegation "{delegation}" was revoked.', zh: '委托“{delegation}”已撤销。' },
  DELEGATION_ENDED: {
    en: 'Delegation "{delegation}" ended on {on}.',
    zh: '委托“{delegation}”已于 {on} 到期。',
  },
  DELEGATION_BEARER_REVOKED: {
    en: 'The tokens of who gave delegation "{delegation}" were revoked.',
    zh: '委托“{delegation}”的委托人令牌已被吊销。',
  },
  REVOCATION_OF_WHAT: {
    en: 'Name either a token or a bearer, not both.',
    zh: '请指明一个令牌或一个主体,二者择一。',
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
  RETENTION_OUT_OF_BOUNDS: {
    en: 'Entries are to be kept for {met} months; expected {fewest} to {most}.',
    zh: '审计条目保留期为 {met} 个月;应为 {fewest} 至 {most} 个月。',
  },
  LEDGER_NOT_WHOLE: {
    en: 'Nothing more is removed: entry {seq} of the ledger is not as it was written ({kind}).',
    zh: '停止清理:台账第 {seq} 条与写入时不符({kind})。',
  },
} satisfies Catalogue;
